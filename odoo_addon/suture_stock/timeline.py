"""Builds the milestones of a transfer."""

from odoo.addons.suture.journey import step
from odoo.addons.suture.timeline import link_to, told_by


def transfer_milestones(picking):
    """Returns the milestones of a transfer that belongs to no order."""
    _ = picking.env._
    steps = told_by(picking)
    done = picking.state == "done"
    title = _("Goods moved") if done else _("Goods to move")
    state = "done" if done else "expected"
    return [*steps, step("fa-cubes", title, state, picking.date_done, link=link_to(picking))]
