import re
import unicodedata

from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...connection_checklist import MAKERS, checklist, checklist_html

STEPS = ("who", "format", "transport", "identifiers", "test", "live")
LONGEST_CODE = 40


class Connection(models.Model):
    """The step-by-step setup of a connection. The record exists from the first step on and is inactive until
    it goes live, so users can stop and continue later.
    """

    _inherit = "suture.connection"

    is_draft = fields.Boolean("In Setup", readonly=True, copy=False)
    setup_step = fields.Selection(
        [
            ("who", "Who"),
            ("format", "Format"),
            ("transport", "Transport"),
            ("identifiers", "Identifiers"),
            ("test", "Test File"),
            ("live", "Go Live"),
        ],
        default="who",
        copy=False,
    )
    stage = fields.Selection(
        [("draft", "In setup"), ("testing", "Testing"), ("live", "Live"), ("paused", "Paused")],
        compute="_compute_stage",
        store=True,
    )
    offered_flow_ids = fields.Many2many(
        "suture.flow", compute="_compute_offered_flow_ids", string="Available Flows"
    )
    setup_checklist = fields.Html(compute="_compute_setup_checklist", sanitize=False)
    setup_ready = fields.Boolean(compute="_compute_setup_checklist", string="Ready to Go Live")

    @api.depends("is_draft", "active", "environment")
    def _compute_stage(self):
        for connection in self:
            if connection.is_draft:
                connection.stage = "draft"
            elif not connection.active:
                connection.stage = "paused"
            else:
                connection.stage = "live" if connection.environment == "production" else "testing"

    @api.constrains("is_draft", "active")
    def _check_draft_is_off(self):
        """Raises ValidationError if a draft is active, so that users cannot bypass the checklist by
        unarchiving the draft.
        """
        for connection in self:
            if connection.is_draft and connection.active:
                raise ValidationError(_("%s is still being set up. Finish the setup first.", connection.name))

    @api.depends("kind", "company_id")
    def _compute_offered_flow_ids(self):
        flows = self.env["suture.flow"].search([])
        for connection in self:
            here = flows.filtered(lambda flow, company=connection.company_id: flow._is_on_in(company))
            connection.offered_flow_ids = here.filtered(
                lambda flow, kind=connection.kind: flow._is_offered_to(kind)
            )

    @api.depends(
        "kind",
        "partner_id",
        "partner_id.active",
        "policy",
        "environment",
        "format_code",
        "format_version",
        "flow_ids",
        "route_transport",
        "route_url",
        "route_settings",
        "identifier_ids.scheme",
        "identifier_ids.value",
    )
    @api.depends_context("lang", "uid")
    def _compute_setup_checklist(self):
        for connection in self:
            found = checklist(connection)
            connection.setup_checklist = checklist_html(found)
            connection.setup_ready = not any(item.blocks and not item.done for item in found)

    def _outgoing_flows(self):
        """Returns the flows whose documents are sent to the partner, as the catalogue declares."""
        return self.flow_ids.filtered(lambda flow: flow._is_outgoing())

    def _suture_checklist(self):
        """Returns the functions that build the setup checklist: `[(place, function(_, connection,
        environment))]`. Each function returns a list of `Item` (`connection_checklist.py`); `place` is its
        position. Modules extend it.
        """
        return list(MAKERS)

    def action_new_connection(self):
        """Opens the first step of a new connection."""
        return self._setup_action(_("New Connection"))

    def action_continue_setup(self):
        """Opens the step at which the user stopped."""
        self.ensure_one()
        return {**self._setup_action(self.display_name), "res_id": self.id}

    def _setup_action(self, name):
        """Returns the window action that opens the setup form, with the given title. It is based on an action
        stored in the database, so that the web client shows the setup form again after the page is reloaded,
        and not the ordinary connection form.
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("suture.connection_setup_action")
        return {**action, "name": name, "context": {"default_is_draft": True, "default_active": False}}

    @api.onchange("partner_id")
    def _onchange_partner_of_draft(self):
        if self.is_draft and self.partner_id and not self.name:
            self.name = self.partner_id.commercial_partner_id.name or self.partner_id.name

    @api.onchange("name", "kind")
    def _onchange_name_of_draft(self):
        if self.is_draft and self.name and not self.code:
            self.code = self._proposed_code()

    def _proposed_code(self):
        """Returns an unused code built from the kind and the name, such as "edi-harbor-medical-supply"."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode().lower()
        words = re.findall(r"[a-z0-9]+", plain)
        prefix = [] if self.kind == "other" or words[:1] == [self.kind] else [self.kind]
        code = "-".join(prefix + words)[:LONGEST_CODE].strip("-")
        taken = set(
            self.sudo()
            .with_context(active_test=False)
            .search([("code", "=like", f"{code}%"), ("id", "!=", self._origin.id)])
            .mapped("code")
        )
        number = next(n for n in range(1, len(taken) + 2) if (code if n == 1 else f"{code}-{n}") not in taken)
        return code if number == 1 else f"{code}-{number}"

    def action_setup_next(self):
        """Goes to the next step if the values of this one are valid."""
        self.ensure_one()
        self._leave_step(self.setup_step or "who")
        self.setup_step = STEPS[min(STEPS.index(self.setup_step or "who") + 1, len(STEPS) - 1)]

    def action_setup_back(self):
        """Goes back to the previous step. No input is lost."""
        self.ensure_one()
        self.setup_step = STEPS[max(STEPS.index(self.setup_step or "who") - 1, 0)]

    def _leave_step(self, step):
        if step == "who":
            self._propose_format()
        elif step == "format":
            if not self.format_code:
                raise UserError(_("Choose the format that you use with %s.", self.name))
            self._propose_our_identifier()
        elif step == "transport":
            self._check_address()
        elif step == "identifiers":
            self._check_identifiers_entered()

    def _check_identifiers_entered(self):
        """Raises UserError if only the partner is identified, or if another connection has the same
        identifiers. The step can be skipped without the partner's identifier: the checklist asks for it.
        """
        missing = self._missing_parties()
        if missing and self._identifiers_of("partner"):
            raise UserError(_("“%s” is missing. Enter it to continue.", missing[0]))
        if conflict := self._identifier_conflict():
            raise UserError(conflict)

    def _propose_format(self):
        """Fills in the default format and flows for this kind of partner, unless a format that is offered for
        this kind is already chosen.
        """
        formats = self._formats_offered()
        if self.format_code in formats.mapped("code") or not formats:
            return
        flows = self.offered_flow_ids.filtered(lambda flow: flow._is_made_for(self.kind))
        self.write(
            {
                "format_code": formats[0].code,
                "format_version": formats[0]._fact("default_version"),
                "format_options": "{}",
                "acknowledges": formats[0]._fact("acknowledges", False),
                "flow_ids": [fields.Command.set(flows.ids)],
            }
        )

    def _propose_our_identifier(self):
        """Fills in our identifier from the company's latest connection of the same format, unless the
        connection already has one.
        """
        if "us" not in self._parties() or self._identifiers_of("us"):
            return
        known = self.env["suture.connection.identifier"].search(
            [
                ("owner", "=", "us"),
                ("connection_id.format_code", "=", self.format_code),
                ("connection_id.company_id", "=", self.company_id.id),
            ],
            order="id desc",
            limit=1,
        )
        if known:
            self._keep_identifier("us", known.scheme, known.value)

    def action_start_testing(self):
        """Switches the connection on for test messages. Raises UserError if a required item of the checklist
        is missing.
        """
        self._switch_on(
            "test", _("Switched on for testing: messages with the test indicator are accepted from now on.")
        )

    def action_go_live(self):
        """Switches the connection on for production. Raises UserError if a required item of the checklist is
        missing.
        """
        self._switch_on("production", _("The connection is live: documents are exchanged from now on."))

    def _switch_on(self, environment, announcement):
        self.ensure_one()
        self.check_access("write")
        missing = [item for item in checklist(self, environment) if item.blocks and not item.done]
        if missing:
            lines = "\n".join(f"- {item.text}" for item in missing)
            raise UserError(_("%(name)s cannot be switched on yet:\n%(lines)s", name=self.name, lines=lines))
        self.write({"environment": environment, "active": True, "is_draft": False, "setup_step": "live"})
        if environment == "production":
            self.sudo().rehearsal = False  # the partner's test file is no longer needed
        self.message_post(body=announcement)

    def action_pause(self):
        """Pauses the connection: nothing is sent or processed until it is resumed. Unfinished documents are
        not lost.
        """
        self.ensure_one()
        self.check_access("write")
        self.active = False
        self.message_post(body=_("Paused: nothing is sent or processed until it is resumed."))

    def action_resume(self):
        """Switches a paused connection on again, in the same environment."""
        self.ensure_one()
        if self.is_draft:
            raise UserError(_("%s is still being set up. Finish the setup first.", self.name))
        if conflict := self._identifier_conflict():
            raise UserError(conflict)
        if self.archived_records:
            raise UserError(
                _(
                    "%(name)s uses archived records. Choose others, or restore them:\n%(records)s",
                    name=self.name,
                    records=self.archived_records,
                )
            )
        self.check_access("write")
        self.active = True
        self.message_post(body=_("Resumed: documents are exchanged again."))
