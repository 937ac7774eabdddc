from odoo import _, api, models


class Exchange(models.Model):
    """The title of an exchange, which says what it is: its document and the partner."""

    _inherit = "suture.exchange"

    @api.depends("direction", "document_type", "document_code", "document_number", "connection_id", "name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for exchange in self:
            exchange.display_name = exchange._title()

    def _title(self):
        """Returns a title such as "Order response to P00031 from Harbor Medical Supply"."""
        what, partner = self._title_of_document(), self._name_of_partner()
        if not partner:
            return what
        values = {"document": what, "partner": partner}
        if self.direction == "outbound":
            return _("%(document)s to %(partner)s", **values)
        return _("%(document)s from %(partner)s", **values)

    def _title_of_document(self):
        label = self.document_label or self.document_code
        if not label:
            return _("Message %s", self.document_number or self.name or _("without a number"))
        if not self.document_number:
            return f"{label} ({self.name})" if self.name else label
        worded = self._suture_titles().get(self.document_type)
        return worded % self.document_number if worded else f"{label} {self.document_number}"

    def _name_of_partner(self):
        """Returns the name of the partner, or of the connection if it has none. Every reader of an exchange
        sees it.
        """
        connection = self.connection_id.sudo()
        return connection.partner_id.name or connection.name

    @api.model
    def _suture_titles(self):
        """Returns how documents are named with their number, `{document type: text with %s}`, for those where
        the number is not their own. Modules extend it.
        """
        return {}
