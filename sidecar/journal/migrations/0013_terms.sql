-- What people read about a document as terms: a code of the catalogue and the values of its placeholders, [{"term", "parameters"?}].
-- The columns of text beside them hold the same in English, for searches; what an earlier version stored is in these alone.

alter table document
  add column reason_terms jsonb,
  add column suggestion_terms jsonb,
  add column note_terms jsonb;

-- What the other side, or our set-up, said last: one term each.
alter table delivery add column last_error_term jsonb;
alter table circuit add column reason_term jsonb;
