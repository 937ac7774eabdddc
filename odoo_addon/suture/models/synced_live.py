from odoo import models

from .exchange.live import announce


class SyncedMixin(models.AbstractModel):
    """Announces documents whose state may have changed, so that open forms and lists show it at once."""

    _inherit = "suture.synced.mixin"

    def _refresh_integration_state(self):
        super()._refresh_integration_state()
        if self.ids:
            announce(self)
