-- The highest number of a partner whose files are numbered consecutively, by connection and series (sender and receiver).
create table number_series (
  connection text not null,
  series text not null,
  highest bigint not null,
  primary key (connection, series)
);

-- The numbers of a series that have not arrived, although a higher one has. `reported` numbers have become exceptions.
create table missing_number (
  connection text not null,
  series text not null,
  number bigint not null,
  noticed_at timestamptz not null default clock_timestamp(),
  reported boolean not null default false,
  primary key (connection, series, number)
);
create index missing_number_due on missing_number (noticed_at) where not reported;
