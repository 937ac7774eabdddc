from odoo import _, api, fields, models
from odoo.addons.suture.journey import step
from odoo.tools import SQL

from ..sent.compare import differences, fingerprint, labels

ORDER_FIELDS = {"order_line", "state", "date_planned"}
LINE_FIELDS = {
    "product_id",
    "product_qty",
    "product_uom_id",
    "price_unit",
    "discount",
    "date_planned",
    "name",
    "sequence",
}
# The fields of an order line that a response of the vendor changes, and where a version stores what is known.
KNOWN = {
    "product_qty": "known_qty",
    "price_unit": "known_price",
    "discount": "known_price",
    "date_planned": "known_date",
}
MOST_TOLD = 5


class PurchaseOrder(models.Model):
    """Compares a sent order with what its vendor knows, whenever it is edited or cancelled."""

    _inherit = "purchase.order"

    suture_version_ids = fields.One2many(
        "suture.order.version", "order_id", "Sent Versions", groups="purchase.group_purchase_user"
    )
    suture_version_id = fields.Many2one(
        "suture.order.version",
        "Version Known to the Vendor",
        copy=False,
        readonly=True,
        groups="purchase.group_purchase_user",
    )
    suture_change_state = fields.Selection(
        [("none", "None"), ("open", "To decide"), ("withheld", "Deliberately not sent")],
        "Changes Not Sent",
        default="none",
        copy=False,
        readonly=True,
        groups="base.group_user",
    )
    suture_change_key = fields.Char(copy=False, readonly=True, groups="base.group_system")
    suture_changes = fields.Json(
        compute="_compute_suture_changes", compute_sudo=True, groups="purchase.group_purchase_user"
    )
    suture_change_text = fields.Char(
        compute="_compute_suture_changes", compute_sudo=True, groups="purchase.group_purchase_user"
    )

    @api.depends_context("lang")
    @api.depends("suture_change_state")
    def _compute_suture_changes(self):
        """Computes the changes that the vendor does not know, as a table, and the sentence above it."""
        for order in self:
            changed = order.suture_change_state != "none" and isinstance(order.id, int)
            order.suture_changes = order._suture_change_table() if changed else False
            order.suture_change_text = order._suture_change_sentence() if changed else False

    def _suture_change_table(self):
        """Returns the changes for the widget `suture_order_changes`."""
        rows = [
            {
                "about": ", ".join(filter(None, (row["line"] and _("Line %s", row["line"]), row["item"]))),
                "label": row["label"],
                "values": [row["before"], row["now"]],
            }
            for row in self._suture_change_rows()
        ]
        return {"columns": [_("Known to the vendor"), _("Now")], "rows": rows}

    def _suture_change_rows(self):
        """Returns the changes that the vendor does not know, as texts. The widget and the email show them."""
        self.ensure_one()
        names = labels(self.env)
        return [
            {
                "line": each.line or "",
                "item": each.item,
                "label": names[each.field],
                "before": each.before,
                "now": each.now,
            }
            for each in differences(self.sudo())
        ]

    def _suture_change_sentence(self):
        vendor, version = self.partner_id.name or "", self.sudo().suture_version_id
        if self.suture_change_state == "withheld":
            return _(
                "%(vendor)s has not been informed of these changes. %(who)s decided not to send "
                "them: %(reason)s",
                vendor=vendor,
                who=version.withheld_by.name,
                reason=version.withheld_reason,
            )
        if self.state == "cancel":
            return _("%s has not been informed yet that this order was cancelled.", vendor)
        return _("%s has not been informed of these changes yet.", vendor)

    def write(self, vals):
        if not ORDER_FIELDS & vals.keys() or self.env.context.get("suture_compares_later"):
            return super().write(vals)
        result = super(PurchaseOrder, self.with_context(suture_compares_later=True)).write(vals)
        self._suture_compare()
        return result

    def _suture_compare(self):
        """Compares these orders with what their vendors know, and tells the user of new differences."""
        if self.env.context.get("suture_applies"):
            return  # compared with the integration state, once for all documents that are applied together
        orders = self.sudo().filtered("suture_version_id")
        changed = orders.filtered(lambda order: order._suture_note_changes())
        changed._refresh_integration_state()
        if self.env.su:
            return
        for order in changed.filtered(lambda order: order.suture_change_state == "open"):
            self.env.user._bus_send("simple_notification", order._suture_warning())

    def _suture_warning(self):
        rows = self._suture_change_rows()
        told = [
            " ".join(filter(None, (str(row["line"]), row["item"], f"{row['before']} → {row['now']}")))
            for row in rows[:MOST_TOLD]
        ]
        more = [_("And %s more.", len(rows) - MOST_TOLD)] if len(rows) > MOST_TOLD else []
        return {
            "type": "warning",
            "title": self._suture_change_sentence(),
            "message": "; ".join(told + more),
            "sticky": False,
        }

    def _suture_note_changes(self):
        """Stores whether the order differs from what its vendor knows. Returns whether that has changed.

        Uses SQL, because a difference is not an edit: `write_date` and `write_uid` stay.
        """
        self.ensure_one()
        version = self.suture_version_id
        if version and version._follows_order():
            if self.state == "purchase":
                self._number_lines()
                version._take_lines()
            found = []
        else:
            found = differences(self.with_context(lang="en_US"))
        key = fingerprint(found)
        state = "none" if not found else "withheld" if version.withheld_key == key else "open"
        if (state, key) == (self.suture_change_state or "none", self.suture_change_key):
            return False
        self.env.cr.execute(
            SQL(
                "UPDATE purchase_order SET suture_change_state = %s, suture_change_key = %s WHERE id = %s",
                state,
                key or None,
                self.id,
            )
        )
        names = ["suture_change_state", "suture_change_key", "suture_changes", "suture_change_text"]
        self.invalidate_recordset(names, flush=False)
        return True

    def _refresh_integration_state(self):
        self._suture_follow_versions()
        if self.env.context.get("suture_applies"):
            for order in self.sudo().filtered("suture_version_id"):
                order._suture_note_changes()
        super()._refresh_integration_state()

    def _suture_follow_versions(self):
        """Updates the versions that are being sent or were refused, and the comparison of their orders."""
        Version = self.env["suture.order.version"].sudo()
        unsettled = Version._unsettled(self)
        orders = unsettled and unsettled._follow_exchanges().order_id
        for order in orders or ():
            domain = [("order_id", "=", order.id), ("state", "in", ("pending", "sent"))]
            order.suture_version_id = Version.search(domain, limit=1)
            order._suture_note_changes()

    def _suture_changed_sql(self):
        return SQL("COALESCE(document.suture_change_state, 'none') <> 'none'")

    def _note_of(self, exchanges):
        if self.integration_state == "changed":
            return self._suture_change_sentence()
        return super()._note_of(exchanges)

    def _integration_open_steps(self):
        if self.suture_change_state == "none" or not self.suture_version_id:
            return super()._integration_open_steps()
        withheld = self.suture_change_state == "withheld"
        version = self.suture_version_id
        rows = [
            f"{row['line']} {row['item']}: {row['before']} → {row['now']}"
            for row in self._suture_change_rows()
        ]
        return [
            step(
                "fa-pencil",
                _("Changes not sent") if withheld else _("Changed, not sent yet"),
                "done" if withheld else "attention",
                version.withheld_at if withheld else False,
                by=version.withheld_by.name or "" if withheld else "",
                reason=self._suture_change_sentence(),
                lines=[row.strip(" :") for row in rows],
            )
        ]


class PurchaseOrderLine(models.Model):
    _inherit = "purchase.order.line"

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._suture_compare_orders()
        return lines

    def write(self, vals):
        applies = self.env.context.get("suture_applies")
        kept = {line: line._suture_kept_with_quantity(vals) for line in self} if applies else {}
        result = super().write(vals)
        if applies:
            self._suture_note_known(vals, kept)
        if LINE_FIELDS & vals.keys():
            self._suture_compare_orders()
        return result

    def unlink(self):
        orders = self.order_id
        result = super().unlink()
        if not self.env.context.get("suture_compares_later"):
            orders.exists()._suture_compare()
        return result

    def _suture_compare_orders(self):
        if not self.env.context.get("suture_compares_later"):
            self.order_id._suture_compare()

    def _suture_kept_with_quantity(self, vals):
        """Returns the fields that are written with a quantity only so that Odoo does not recompute them.
        The document does not say that the vendor knows their values.
        """
        if "product_qty" not in vals:
            return set()
        date = "date_planned" in vals and fields.Datetime.to_datetime(vals["date_planned"])
        same = {
            "price_unit": "price_unit" in vals and not round(self.price_unit - vals["price_unit"], 6),
            "date_planned": bool(date) and date == self.date_planned,
        }
        return {name for name, is_same in same.items() if is_same}

    def _suture_note_known(self, vals, kept):
        """Stores that the vendor knows these values of the lines, because they come from its own document.

        :param kept: `{line: names of fields}` that do not come from it
        """
        for line in self.sudo().filtered("order_id.suture_version_id"):
            names = {KNOWN[name] for name in vals if name in KNOWN and name not in kept[line]}
            known = line.order_id.suture_version_id.line_ids.filtered(
                lambda each, line=line: each.order_line_id == line
            )
            now = known._now_of(line) if known and names else {}
            known.write({name: now[name] for name in names if known and known[name] != now[name]})
