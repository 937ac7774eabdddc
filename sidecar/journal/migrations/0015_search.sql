-- What people search for, and where a document is in its message.

-- The terms by which messages and outgoing documents are found: business references and control numbers in the form of
-- sidecar/engine/model/search-terms.ts. A row is inserted once and never changed.
create table search_term (
  term text collate "C" not null,
  -- A message or, for what we sent, a document.
  found_id uuid not null,
  primary key (term, found_id)
);
-- For the deletion of old rows. Ids increase with time, so a summary of each range of pages is enough, and costs a writer nothing.
create index search_term_found on search_term using brin (found_id) with (pages_per_range = 16, autosummarize = on);

alter table document
  -- The references on the envelope: control number or control ID, and the name of the file.
  add column envelope text[],
  -- The bytes of the document in its message. Null: unknown.
  add column source_start bigint,
  add column source_end bigint;

-- Why a message cannot be read, as a term, if that was found when it arrived.
alter table message add column unreadable jsonb;

-- What is here already is found by its number, its control numbers and its trace.
create function pg_temp.searched(term text) returns text language sql immutable as $$
  select nullif(regexp_replace(upper(btrim(term)), '(^|/)0+(?=[^/])', '\1', 'g'), '')
$$;
insert into search_term (term, found_id)
select distinct pg_temp.searched(said), found from (
  select unnest(array[document_number, control_reference, split_part(control_reference, '/', 1), split_part(control_reference, '/', 2),
    trace_id]) as said, coalesce(message_id, id) as found
  from document
  union all select unnest(array[trace_id, split_part(reverse(split_part(reverse(identity), '/', 1)), '#', 1)]), id
  from message where identity not like 'sha256/%') terms
where length(said) between 1 and 100 and pg_temp.searched(said) is not null;
