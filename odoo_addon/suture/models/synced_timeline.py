from odoo import fields, models

from ..journey import toned


class SyncedMixin(models.AbstractModel):
    """The milestones of a document, from its beginning to the bill that is paid."""

    _inherit = "suture.synced.mixin"

    integration_timeline = fields.Json(compute="_compute_integration_timeline", groups="suture.group_user")

    def _compute_integration_timeline(self):
        """The steps of `get_integration_journey`, by milestone; nothing where neither the document nor
        the one whose road it is on is exchanged. A step links to a record that the user may read.
        """
        for document in self:
            steps = document.sudo()._steps_of_road() if isinstance(document.id, int) else []
            linked = [{**step, "link": self._readable_link(step["link"])} for step in steps]
            document.integration_timeline = linked and {"can_open": True, "steps": toned(self.env, linked)}

    def _steps_of_road(self):
        road = self._suture_road()
        states = (self.integration_state, road.integration_state)
        is_exchanged = any(state not in (False, "none") for state in states)
        return road._suture_milestones() if is_exchanged or road._suture_is_sendable() else []

    def _readable_link(self, link):
        if not link:
            return False
        record = self.env[link["model"]].browse(link["id"]).sudo(False)
        return link if record.has_access("read") else False

    def _suture_road(self):
        """The document on whose road this one is: the order of a bill or a receipt, else the document
        itself.
        """
        return self

    def _suture_milestones(self):
        """The milestones as steps (`journey.step`), in their order. Called with all rights. A model adds
        its own.
        """
        return []

    def _suture_is_sendable(self):
        """Whether the document would be sent to a partner, though nothing has been sent yet."""
        return False
