-- The journal: what arrived, what became of it, what was sent. Raw messages live here and nowhere else.

create table message (
  id uuid primary key,
  connection text,
  transport text not null,
  content_type text,
  headers jsonb not null default '{}',
  sender text,
  format text,
  -- What makes a second delivery the same one: the envelope's own identity, else the hash of the content.
  identity text not null,
  content_hash text not null,
  conflicts_with uuid references message (id),
  body bytea not null,
  state text not null default 'received' check (state in ('received', 'decoded')),
  trace_id text not null,
  deliveries integer not null default 1,
  received_at timestamptz not null default clock_timestamp(),
  last_delivered_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  decoded_at timestamptz
);
create unique index message_identity on message (connection, identity) nulls not distinct;
create index message_unpublished on message (received_at, id) where published_at is null;
create index message_undecoded on message (published_at) where state = 'received';
create index message_received on message (received_at desc, id desc);

-- One business document: a transaction of a message that arrived, or something Odoo asked to be sent.
create table document (
  id uuid primary key,
  sequence bigint generated always as identity unique,
  message_id uuid references message (id),
  direction text not null check (direction in ('inbound', 'outbound')),
  connection text,
  flow text,
  lane text not null default 'standard' check (lane in ('critical', 'standard', 'bulk')),
  document_code text,
  document_type text,
  document_number text,
  message_key text not null unique,
  content_hash text not null,
  aggregate text not null,
  input jsonb,
  -- What we made of it for the partner, when it goes out.
  output jsonb,
  state text not null check (state in ('queued', 'processing', 'waiting', 'held', 'attention', 'staged', 'done', 'dismissed')),
  reason_code text,
  reason text,
  suggestion text,
  findings jsonb not null default '[]',
  changes jsonb not null default '[]',
  note text,
  links jsonb not null default '[]',
  attempts integer not null default 0,
  -- A person was needed at some time: what ends it is told as "resolved".
  troubled boolean not null default false,
  target text,
  next_attempt_at timestamptz,
  held_behind uuid references document (id),
  control_reference text,
  acknowledgement text not null default 'none'
    check (acknowledgement in ('none', 'awaited', 'accepted', 'accepted_with_errors', 'rejected', 'overdue')),
  acknowledged_at timestamptz,
  acknowledged_by text,
  trace_id text not null,
  revision integer not null default 1,
  reported_revision integer not null default 0,
  received_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  done_at timestamptz,
  due_at timestamptz
);
create index document_message on document (message_id);
create index document_unpublished on document (sequence) where published_at is null and state = 'queued';
create index document_queued on document (published_at) where state = 'queued';
create index document_unfinished on document (aggregate, sequence) where done_at is null and state <> 'dismissed';
create index document_aggregate on document (aggregate, sequence) where state = 'done';
create index document_waiting on document (next_attempt_at) where state in ('waiting', 'held');
create index document_target on document (target) where state in ('waiting', 'held');
create index document_held on document (held_behind) where state = 'held';
create index document_unreported on document (sequence) where revision > reported_revision;
create index document_awaited on document (due_at) where acknowledgement = 'awaited';
create index document_outbound on document (connection, document_number) where direction = 'outbound';

-- What happened to a message or a document, step by step. Appended, never changed.
create table step (
  id bigint generated always as identity primary key,
  message_id uuid references message (id),
  document_id uuid references document (id),
  at timestamptz not null default clock_timestamp(),
  name text not null,
  detail text
);
create index step_message on step (message_id);
create index step_document on step (document_id);

-- Bytes on their way to a partner: documents of ours and functional acknowledgements.
create table delivery (
  id uuid primary key,
  sequence bigint generated always as identity unique,
  connection text not null,
  kind text not null check (kind in ('document', 'acknowledgement')),
  code text not null,
  document_id uuid references document (id),
  message_id uuid references message (id),
  control jsonb not null,
  file_name text not null,
  content_type text not null,
  body bytea not null,
  state text not null default 'queued' check (state in ('queued', 'done', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default clock_timestamp(),
  last_error text,
  created_at timestamptz not null default clock_timestamp(),
  done_at timestamptz
);
create index delivery_due on delivery (next_attempt_at) where state = 'queued';
create index delivery_document on delivery (document_id);
create index delivery_message on delivery (message_id);
create index delivery_control on delivery using gin (control jsonb_path_ops);

-- Control numbers: taken in the transaction that stores the delivery, so none is skipped and none is used twice.
create table control_number (
  connection text not null,
  kind text not null,
  last bigint not null,
  primary key (connection, kind)
);

-- Events for others (`suture.events`), published by the relay.
create table event (
  id uuid primary key,
  sequence bigint generated always as identity unique,
  type text not null,
  subject text not null,
  source text not null,
  data jsonb not null,
  trace_id text not null,
  created_at timestamptz not null default clock_timestamp(),
  published_at timestamptz
);
create index event_unpublished on event (sequence) where published_at is null;

-- Keys of partners: only a digest is kept; the key itself is shown once, when it is made.
create table api_key (
  id uuid primary key,
  connection text not null,
  digest bytea not null unique,
  created_at timestamptz not null default clock_timestamp(),
  revoked_at timestamptz
);
create index api_key_connection on api_key (connection) where revoked_at is null;

-- What was turned away at the door: who tried, why, and the beginning of it when the sender was known.
create table rejection (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  connection text,
  transport text not null,
  remote text,
  status integer not null,
  reason text not null,
  size bigint,
  excerpt bytea,
  trace_id text not null
);
create index rejection_at on rejection (at desc);

-- The last configuration Odoo gave, so that intake goes on while Odoo is down.
create table configuration (
  only_row boolean primary key default true check (only_row),
  version text not null,
  content jsonb not null,
  fetched_at timestamptz not null default clock_timestamp()
);

-- Who did what by hand.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}'
);
