-- Signed attempts that were taken, so that one that was recorded on its way cannot be sent again. An entry is of use only
-- for as long as its timestamp would be believed.
create table webhook_attempt (
  connection text not null,
  -- SHA-256 of what was signed: id, timestamp and body.
  digest bytea not null,
  taken_at timestamptz not null default clock_timestamp(),
  primary key (connection, digest)
);
create index webhook_attempt_taken on webhook_attempt (taken_at);
