from odoo import api, models
from odoo.tools import SQL

from ..catalogue.code import Code

# The fields of exchanges that the evidence of a stage may name.
EVIDENCE_FIELDS = ("direction", "document_type", "state", "acknowledgement")


class SyncedMixin(models.AbstractModel):
    """The stage of a document: how far it has come between us and the partner.

    The table of stages is in the sidecar's catalogue (`suture.catalogue.entry`, subject "stage"). Exchanges
    prove some stages, records in Odoo prove others; the last stage that is proven applies. Like the state,
    the stage is stored and updated with one statement.
    """

    _inherit = "suture.synced.mixin"

    integration_stage = Code(
        "stage",
        "Integration Stage",
        default="none",
        readonly=True,
        copy=False,
        index=True,
        groups="base.group_user",
    )

    @api.model
    def _open_stages(self):
        """Returns the codes of the stages in which the partner has not yet answered. It is never empty."""
        stages = self.env["suture.catalogue.entry"]._stages()
        return tuple(code for code, badge, _evidence in stages if badge == "in_progress") or ("",)

    def _suture_stage_evidence(self):
        """Returns the SQL conditions by which records in Odoo prove a stage: `{stage: condition}`. In the
        conditions, `document` is the row of this model. Models extend it, and flush the fields they name.
        """
        return {}

    def _refresh_integration_stage(self):
        """Updates `integration_stage` of these documents if it has changed. A document that was never
        exchanged has the stage "none".
        """
        self.flush_recordset(["integration_stage"])
        self.env.cr.execute(self._stage_statement())
        self.invalidate_recordset(["integration_stage"], flush=False)

    def _stage_statement(self):
        stages = self.env["suture.catalogue.entry"]._stages()
        records = self._suture_stage_evidence()
        told = [
            SQL("WHEN bool_or(%s) THEN %s", _proof(evidence), place)
            for place, (_code, _badge, evidence) in reversed(list(enumerate(stages)))
            if evidence
        ]
        proven = [
            SQL("WHEN %s THEN %s", records[code], place)
            for place, (code, _badge, _evidence) in reversed(list(enumerate(stages)))
            if code in records
        ]
        codes = [code for code, _badge, _evidence in stages] or ["none"]
        return SQL(
            """
            WITH told AS (
                SELECT link.res_id, CASE %(told)s ELSE 0 END AS place,
                       bool_or(x.state <> 'dismissed') AS counts
                  FROM suture_exchange_link link JOIN suture_exchange x ON x.id = link.exchange_id
                 WHERE link.res_model = %(model)s AND link.res_id IN %(ids)s
              GROUP BY link.res_id
            ), sending AS (
                SELECT DISTINCT ON (res_id) res_id, state
                  FROM suture_outbox
                 WHERE kind = 'document' AND res_model = %(model)s AND res_id IN %(ids)s
              ORDER BY res_id, id DESC
            ), seen AS (
                SELECT document.id, told.place, told.counts,
                       COALESCE(sending.state = 'pending'
                           OR (sending.state = 'taken' AND told.res_id IS NULL), FALSE) AS sending
                  FROM %(table)s document
             LEFT JOIN told ON told.res_id = document.id
             LEFT JOIN sending ON sending.res_id = document.id
                 WHERE document.id IN %(ids)s
            ), fresh AS (
                SELECT document.id, (%(codes)s::text[])[1 + GREATEST(
                           seen.place,
                           CASE WHEN seen.sending THEN %(sent)s ELSE 0 END,
                           CASE WHEN seen.counts IS NOT TRUE AND NOT seen.sending THEN 0
                               %(proven)s ELSE 0 END)] AS stage
                  FROM %(table)s document JOIN seen ON seen.id = document.id
            )
            UPDATE %(table)s document SET integration_stage = fresh.stage
              FROM fresh
             WHERE fresh.id = document.id AND document.integration_stage IS DISTINCT FROM fresh.stage
            """,
            told=SQL(" ").join(told) if told else SQL("WHEN FALSE THEN 0"),
            proven=SQL(" ").join(proven) if proven else SQL(""),
            codes=codes,
            sent=codes.index("sent") if "sent" in codes else 0,
            model=self._name,
            ids=tuple(self.ids),
            table=SQL.identifier(self._table),
        )

    def _refresh_exchanged(self):
        """Updates stage and state of those of these documents that were exchanged. Called after a record on
        which the stage depends has changed.
        """
        documents = self.sudo().filtered(lambda document: document.integration_state not in (False, "none"))
        documents._refresh_integration_state()


def _proof(evidence):
    """Returns the SQL condition that an exchange `x` fulfils one entry of the evidence of a stage."""
    return SQL("(%s)", SQL(" OR ").join(_conditions(each) for each in evidence))


def _conditions(entry):
    wanted = {name: [value] if isinstance(value, str) else value for name, value in entry.items()}
    return SQL(
        "(%s)",
        SQL(" AND ").join(
            SQL("%s IN %s", SQL.identifier("x", name), tuple(wanted[name]))
            for name in EVIDENCE_FIELDS
            if name in wanted
        ),
    )
