from odoo import api, models
from odoo.tools import SQL

from ..timeline import cancelled, refunded, settled


class AccountMove(models.Model):
    """The stage of bills and customer invoices, which depends on their payments."""

    _inherit = "account.move"

    def _suture_stage_evidence(self):
        self.flush_model(["state", "payment_state"])
        return {
            **super()._suture_stage_evidence(),
            "invoiced": SQL("document.state IN ('draft', 'posted')"),
            "paid": SQL("document.state = 'posted' AND document.payment_state IN ('paid', 'in_payment')"),
            "cancelled": SQL("document.state = 'cancel' OR document.payment_state = 'reversed'"),
        }

    def _integration_record_steps(self):
        """Returns the steps of payments that Odoo registered without a document of a partner, of credit notes
        and of a cancellation.
        """
        steps = [*refunded(self), *cancelled(self)]
        told = self._integration_links().exchange_id.filtered(lambda row: row.document_type == "Payment")
        done = [] if told else settled(self, self)
        return [*super()._integration_record_steps(), *[each for each in done if each["at"]], *steps]

    @api.model_create_multi
    def create(self, vals_list):
        moves = super().create(vals_list)
        moves._suture_refresh_stages()
        return moves

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"state", "invoice_line_ids", "line_ids"}:
            self._suture_refresh_stages()
        return result

    def unlink(self):
        orders = self._suture_stage_documents()
        result = super().unlink()
        for documents in orders:
            documents.exists()._refresh_exchanged()
        return result

    def _suture_refresh_stages(self):
        """Updates the stages that depend on these bills and their payments."""
        for documents in [self, *self._suture_stage_documents()]:
            documents._refresh_exchanged()

    def _suture_stage_documents(self):
        """Returns the other documents whose stage depends on these bills, as a list of recordsets. Modules
        extend it.
        """
        return []


class PartialReconcile(models.Model):
    _inherit = "account.partial.reconcile"

    @api.model_create_multi
    def create(self, vals_list):
        partials = super().create(vals_list)
        partials._suture_moves()._suture_refresh_stages()
        return partials

    def unlink(self):
        moves = self._suture_moves()
        result = super().unlink()
        moves._suture_refresh_stages()
        return result

    def _suture_moves(self):
        return (self.debit_move_id | self.credit_move_id).move_id.filtered(lambda move: move.is_invoice())
