-- The sidecars that run, so that they share the work.
create table sidecar (
  id uuid primary key,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp()
);

-- The queues that the broker was given. Other queues would lead documents of one thing by two ways.
create table topology (
  only_row boolean primary key default true check (only_row),
  content jsonb not null,
  since timestamptz not null default clock_timestamp()
);

-- What a document competes for with others (the stock of a department): those go one after the other, in queues of their own.
alter table document add column contends text;
-- A person let it go ahead of what it was held behind.
alter table document add column ahead boolean not null default false;

-- What is to be published, by lane and by sender, so that much of one does not stand before a little of another.
drop index document_unpublished;
create index document_unpublished on document (lane, sequence) where published_at is null and state = 'queued';
drop index message_unpublished;
create index message_unpublished on message ((coalesce(connection, '')), received_at, id) where published_at is null;
-- What a connection has sent and is being read.
create index message_in_work on message ((coalesce(connection, '')), received_at, id)
  where state = 'received' and published_at is not null;
