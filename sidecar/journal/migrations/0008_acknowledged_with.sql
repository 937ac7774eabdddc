-- What a partner's word about a document of ours rests on: its weaker word must not overrule a stronger one.

alter table document
  -- "interchange": a TA1; "business": an answer to what is in it; "functional": a 997 or 999. Null: unknown, or none.
  add column acknowledged_with text check (acknowledged_with in ('interchange', 'business', 'functional'));
