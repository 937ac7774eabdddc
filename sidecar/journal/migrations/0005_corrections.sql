-- What people do about documents: corrections and new versions. What arrived stays as it was.

alter table document
  -- The content to work from where a person has corrected it; `input` stays what was read.
  add column corrected jsonb,
  add column version integer not null default 1 check (version >= 1),
  -- The finished document that this one was entered after, as a new version of it.
  add column supersedes uuid references document (id) on delete set null;
create unique index document_supersedes on document (supersedes) where supersedes is not null;

-- Who corrected a document, why, and what differs. Appended, never changed; content and changes may be emptied when they
-- are old enough.
create table correction (
  document_id uuid not null references document (id) on delete cascade,
  number integer not null check (number >= 1),
  content jsonb,
  -- [{"pointer": RFC 6901, "from", "to"}]; "from" is absent for what was added, "to" for what was taken away.
  changes jsonb,
  reason text not null,
  actor text not null,
  -- What asked for it, where that may ask twice (a row of Odoo's outbox).
  request text unique,
  at timestamptz not null default clock_timestamp(),
  primary key (document_id, number)
);

create function stays_as_it_was() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed', tg_argv[0];
end $$;
create trigger document_input_stays before update of input on document for each row
  when (new.input <> old.input) execute function stays_as_it_was('what was read');
create trigger correction_stays before update on correction for each row
  when (new.content <> old.content or new.changes <> old.changes
    or (new.document_id, new.number, new.reason, new.actor, new.at) is distinct from
       (old.document_id, old.number, old.reason, old.actor, old.at))
  execute function stays_as_it_was('a correction');
