"""Makes the exchanges that exist findable by their numbers, control numbers, traces and messages.

Other terms of a document are added with its next report.
"""


def migrate(cr, version):
    cr.execute(
        r"""
        INSERT INTO suture_exchange_term (term, exchange_id)
             SELECT DISTINCT regexp_replace(upper(btrim(said)), '(^|/)0+(?=[^/])', '\1', 'g'), id
               FROM (SELECT id, unnest(ARRAY[document_number, control_reference,
                                             split_part(control_reference, '/', 1),
                                             split_part(control_reference, '/', 2),
                                             trace_id, message_id]) AS said
                       FROM suture_exchange) terms
              WHERE length(btrim(said)) BETWEEN 1 AND 100
        ON CONFLICT DO NOTHING
        """
    )
