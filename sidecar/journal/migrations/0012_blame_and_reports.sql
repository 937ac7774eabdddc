-- Who is to blame when Odoo gives no answer, and reports that Odoo refuses.

alter table document
  -- How often Odoo, which was there, did not answer for the document alone. A person's "try again" begins anew.
  add column failed_alone integer not null default 0,
  -- The revision whose report Odoo refused, how often in a row, and when it is asked again. A later revision is reported at once.
  add column refused_revision integer,
  add column reports_refused integer not null default 0,
  add column report_at timestamptz;

-- Earlier versions took the page of a proxy, and the errors of Odoo's database, for a refusal of the document. These are tried again.
update document set state = 'queued', published_at = null, next_attempt_at = null, reason_code = null, reason = null, suggestion = null,
  attempts = 0, revision = revision + 1, changed_at = clock_timestamp()
where state = 'attention' and reason_code = 'ODOO_REJECTED'
  and (reason ~ 'Odoo answered [0-9]{3}' or reason ~* '(connection to server|server closed the connection|database .* does not exist|FATAL: )');
