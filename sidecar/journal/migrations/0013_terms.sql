-- What people read about a document as terms: a code of the catalogue and the values of its placeholders, [{"term", "parameters"?}].
-- The columns of text beside them hold the same in English, for searches; what an earlier version stored is in these alone.

alter table document
  add column reason_terms jsonb,
  add column suggestion_terms jsonb,
  add column note_terms jsonb;
