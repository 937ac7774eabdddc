-- What people decide about documents from Odoo's work queue.

alter table document
  -- The findings that people accept as the partner has them: [{"code", "line"?, "field", "ours"?, "theirs"?}].
  add column accepted jsonb not null default '[]',
  -- The keys of the outbox rows that were carried out on it, of those that must not be carried out a second time.
  add column commands text[] not null default '{}';
