-- Keys that people create in Odoo, and webhook secrets. The journal has only the digest of an API key. A webhook secret must be
-- readable, because signatures are verified with it, so it is encrypted with a key of the sidecar's environment (sealed_with).
alter table api_key
  add column kind text not null default 'api-key' check (kind in ('api-key', 'webhook-secret')),
  add column beginning text,
  add column created_by text,
  add column expires_at timestamptz,
  add column last_used_at timestamptz,
  add column sealed bytea,
  add column sealed_with text,
  -- The request from Odoo that created the key, so that a repeated request creates no second one.
  add column request text unique,
  -- When the text of the key has been delivered, the connection's other keys of this kind expire after so many hours.
  add column others_end_after_hours integer,
  -- The text of the key, encrypted for the browser that asked for it, until it has been delivered.
  add column envelope jsonb,
  add constraint api_key_sealed check ((kind = 'webhook-secret') = (sealed is not null));
