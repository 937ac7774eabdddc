from odoo import _, fields, models
from odoo.exceptions import AccessError, UserError


class CrosswalkBatch(models.Model):
    """An import of crosswalk entries, with the previous values, so that it can be undone."""

    _name = "suture.crosswalk.batch"
    _description = "Crosswalk Import"
    _rec_name = "file_name"
    _order = "id desc"

    file_name = fields.Char(readonly=True, required=True)
    user_id = fields.Many2one("res.users", "Imported By", readonly=True, required=True)
    connection_ids = fields.Many2many(
        "suture.connection", string="Connections", readonly=True, context={"active_test": False}
    )
    new_count = fields.Integer("New", readonly=True)
    changed_count = fields.Integer("Changed", readonly=True)
    state = fields.Selection(
        [("done", "Imported"), ("undone", "Undone")], readonly=True, required=True, default="done"
    )
    changes = fields.Json(readonly=True, groups="suture.group_operator")

    def _apply(self, verdicts, file_name):
        """Saves the new and changed entries of an import, and returns a batch that stores their previous
        values.

        :param verdicts: the result of `plan_import`
        """
        changes = [each for each in verdicts if each["outcome"] in ("new", "changed")]
        Crosswalk = self.env["suture.crosswalk"]
        for each in changes:
            model, record_id = each["target"]
            if each["outcome"] == "changed":
                Crosswalk.browse(each["entry"]).write({"res_model": model, "res_id": record_id})
        Crosswalk.create([_values(each) for each in changes if each["outcome"] == "new"])
        batch = self.sudo().create(
            {
                "file_name": file_name,
                "user_id": self.env.uid,
                "connection_ids": [fields.Command.set(list({each["connection_id"] for each in changes}))],
                "new_count": sum(each["outcome"] == "new" for each in changes),
                "changed_count": sum(each["outcome"] == "changed" for each in changes),
                "changes": [
                    {name: each[name] for name in ("connection_id", "scheme", "value", "target", "before")}
                    for each in changes
                ],
            }
        )
        batch._tell(changes, _("Crosswalk imported from %s", file_name))
        return batch.with_env(self.env)

    def action_undo(self):
        """Restores the entries that the import changed, and deletes those that it created. Entries that were
        changed after the import are not touched.
        """
        self.ensure_one()
        if not self.env.user.has_group("suture.group_operator"):
            raise AccessError(_("Only an integration operator can undo an import."))
        self.check_access("read")
        if self.state == "undone":
            raise UserError(_("This import has already been undone."))
        undone, kept = [], 0
        for each in self.changes or []:
            entry = self._entry_as_imported(each)
            if not entry:
                kept += 1
            elif each["before"]:
                entry.write(dict(zip(("res_model", "res_id"), each["before"], strict=True)))
                undone.append(each)
            else:
                entry.sudo().unlink()  # the only records that an operator may delete
                undone.append(each)
        self.sudo().state = "undone"
        self._tell(undone, _("Crosswalk import from %s undone", self.file_name))
        return self._told_undone(len(undone), kept)

    def _entry_as_imported(self, change):
        """Returns the entry that this change of the import created or changed, or an empty recordset if the
        entry was modified since or the user cannot see it.
        """
        model, record_id = change["target"]
        return self.env["suture.crosswalk"].search(
            [
                ("connection_id", "=", change["connection_id"]),
                ("scheme", "=", change["scheme"]),
                ("value", "=", change["value"]),
                ("res_model", "=", model),
                ("res_id", "=", record_id),
            ]
        )

    def _told_undone(self, undone, kept):
        message = _("Entries restored: %s.", undone)
        if kept:
            message += " " + _(
                "Entries changed or deleted after the import, and therefore not restored: %s.", kept
            )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": message,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _tell(self, changes, what):
        """Posts the number of imported or undone entries, and the user, in the chatter of each connection.

        :param what: the beginning of the message, which states what was done
        """
        for connection in self.env["suture.connection"].sudo().browse({c["connection_id"] for c in changes}):
            own = [each for each in changes if each["connection_id"] == connection.id]
            new = sum(not each["before"] for each in own)
            connection.message_post(
                body=_(
                    "%(what)s: %(new)s new, %(changed)s changed.", what=what, new=new, changed=len(own) - new
                ),
                author_id=self.env.user.partner_id.id,
            )


def _values(verdict):
    model, record_id = verdict["target"]
    return {
        "connection_id": verdict["connection_id"],
        "scheme": verdict["scheme"],
        "value": verdict["value"],
        "res_model": model,
        "res_id": record_id,
    }
