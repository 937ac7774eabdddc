from odoo import fields, models

from ..journey import toned
from ..timeline import in_true_order


class SyncedMixin(models.AbstractModel):
    """The timeline of a document: its milestones from confirmation to payment."""

    _inherit = "suture.synced.mixin"

    integration_timeline = fields.Json(compute="_compute_integration_timeline", groups="suture.group_user")

    def _compute_integration_timeline(self):
        """Computes the timeline as steps of `get_integration_journey`. It is empty if neither the document
        nor its order is exchanged. A step links to a record only if the user can read it.
        """
        for document in self:
            steps = document.sudo()._steps_of_road() if isinstance(document.id, int) else []
            linked = [{**step, "link": self._readable_link(step["link"])} for step in steps]
            document.integration_timeline = linked and {"can_open": True, "steps": toned(self.env, linked)}

    def _steps_of_road(self):
        road = self._suture_road()
        states = (self.integration_state, road.integration_state)
        is_exchanged = any(state not in (False, "none") for state in states)
        shown = is_exchanged or road._suture_is_sendable()
        return in_true_order(road._suture_milestones(), road.company_id) if shown else []

    def _readable_link(self, link):
        if not link:
            return False
        record = self.env[link["model"]].browse(link["id"]).sudo(False)
        return link if record.has_access("read") else False

    def _suture_road(self):
        """Returns the document whose timeline this one shows: the order of a bill or a receipt, or else the
        document itself. Models extend it.
        """
        return self

    def _suture_milestones(self):
        """Returns the milestones as steps (`journey.step`), in their usual order; `in_true_order` sorts them.
        Called with superuser rights. Models extend it.
        """
        return []

    def _integration_record_steps(self):
        """Returns the steps of the history that come from records in Odoo, such as a cancellation or a credit
        note. Called with superuser rights. Models extend it.
        """
        return []

    def _suture_is_sendable(self):
        """Reports whether the document would be sent to a partner, even if nothing has been sent yet. Models
        extend it.
        """
        return False
