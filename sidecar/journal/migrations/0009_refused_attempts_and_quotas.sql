-- What is turned away again within a minute is counted on the row of the first attempt.
alter table rejection
  add column attempts integer not null default 1 check (attempts > 0),
  -- The last of them; null: there was one.
  add column last_at timestamptz;

-- What of a day's quota the sidecars have taken, in blocks; they spend them by themselves.
create table daily_quota (
  connection text not null,
  day date not null,
  taken bigint not null,
  -- The block that was taken last.
  granted bigint not null,
  primary key (connection, day)
);
