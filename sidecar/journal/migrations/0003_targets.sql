-- Deliveries are leased apart from their schedule, know since when they are tried and by which route, and the journal
-- remembers which partners do not answer: one answer for all sidecars, and across restarts.

alter table delivery
  -- The lease of the sidecar that is delivering it; `attempts` is the fence of a lease that ran out.
  add column leased_until timestamptz,
  -- Tried since: fallback and giving up count from here. "Try again" begins anew.
  add column since timestamptz not null default clock_timestamp(),
  add column failing_since timestamptz,
  add column last_route text not null default 'primary' check (last_route in ('primary', 'fallback'));
update delivery set since = created_at;

drop index delivery_due;
create index delivery_due on delivery (connection, next_attempt_at) where state = 'queued';
create index delivery_since on delivery (since) where state = 'queued';
create index delivery_first on delivery (connection, sequence) where state = 'queued';

-- What is remembered of a target: a connection, or "<connection>/fallback". No row: it answers.
create table circuit (
  target text primary key,
  outcomes text not null default '',
  open_since timestamptz,
  probes integer not null default 0,
  -- Not before this time is it called again; moved on by who probes, so that one probe runs at a time.
  probe_at timestamptz,
  reason text,
  -- Odoo shows it as it is.
  reported boolean not null default false
);
create index circuit_unreported on circuit (target) where not reported;
