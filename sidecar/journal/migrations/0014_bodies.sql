-- Bodies that are too large to be held in memory. They are stored in chunks while they arrive.

create table body (
  id uuid primary key,
  -- When the messages in the body were stored. Null while it arrives.
  completed_at timestamptz,
  -- When the last chunk arrived. A body that has not grown for a day was broken off, and retention deletes it.
  changed_at timestamptz not null default clock_timestamp()
);
create index body_incomplete on body (changed_at) where completed_at is null;
create index body_complete on body (completed_at) where completed_at is not null;

create table body_chunk (
  body_id uuid not null references body on delete cascade,
  -- The offset of the chunk's first byte in the body.
  start bigint not null,
  -- The encoding of `bytes`. 1: the bytes as they arrived.
  format smallint not null default 1,
  -- The ID of the key with which `bytes` are encrypted. Null if they are not encrypted.
  key_id text,
  bytes bytea not null,
  primary key (body_id, start)
);
-- A received file is read once or twice, in order. Compressing it costs more than it saves.
alter table body_chunk alter column bytes set storage external;

-- The bytes of a message are either in `body`, or in a range of a stored body. In the second case `body` is empty, and
-- null once retention has removed the bytes.
alter table message
  add column body_id uuid references body,
  add column body_start bigint,
  add column body_end bigint,
  add constraint message_body_range check (
    (body_id is null) = (body_start is null) and (body_id is null) = (body_end is null) and body_start <= body_end);
create index message_body on message (body_id) where body_id is not null;
