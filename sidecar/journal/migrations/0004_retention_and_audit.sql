-- What is kept for how long, and an audit trail that shows when somebody has been at it.

-- A message whose time has passed loses its bytes; the row stays, so that a delivery that is repeated years later is still known.
alter table message alter column body drop not null;
alter table message add column body_removed_at timestamptz;
alter table message add column size bigint;
-- The flow whose rule says how long the bytes are kept; '' where no flow took anything of the message.
alter table message add column retained_as text not null default '';
-- When it arrived, from when it was read until its bytes are removed: what an age is compared with.
alter table message add column kept_since timestamptz;
update message m set kept_since = case when state = 'decoded' then received_at end, retained_as = coalesce(
  (select d.flow from document d where d.message_id = m.id and d.flow is not null order by d.sequence limit 1), '');
create index message_kept on message (retained_as, kept_since) where kept_since is not null;
create index message_emptied on message (received_at) where body is null;
create index message_conflict on message (conflicts_with) where conflicts_with is not null;

alter table document add column content_removed_at timestamptz;
create index document_kept on document ((coalesce(flow, '')), received_at)
  where content_removed_at is null and state in ('done', 'dismissed');
create index document_emptied on document (received_at) where content_removed_at is not null;
create index document_blocker on document (held_behind) where held_behind is not null;

alter table delivery alter column body drop not null;
create index delivery_kept on delivery (created_at) where body is not null and state <> 'queued';

create index event_published on event (published_at) where published_at is not null;
-- Appended in the order of time: a summary of each range of pages is enough, and costs a writer nothing.
create index step_at on step using brin (at) with (pages_per_range = 16);

-- The audit trail becomes a chain: each entry carries the hash of the one before. Entries from before the chain have no number.
alter table audit add column seq bigint unique;
alter table audit add column algorithm text check (algorithm in ('sha256', 'hmac-sha256'));
alter table audit add column prev_hash text;
alter table audit add column hash text;

-- Where the chain ends, under a signature of its own: entries missing at the end are noticed.
create table audit_head (
  only_row boolean primary key default true check (only_row),
  seq bigint not null,
  hash text not null,
  algorithm text not null,
  signature text not null,
  at timestamptz not null default clock_timestamp()
);

create function audit_is_appended() returns trigger language plpgsql as $$
begin
  raise exception 'The audit trail is appended to, never changed.' using errcode = 'insufficient_privilege';
end $$;
create trigger audit_unchanged before update or delete on audit for each row execute function audit_is_appended();
create trigger audit_untruncated before truncate on audit for each statement execute function audit_is_appended();
