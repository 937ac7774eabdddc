import base64
import hashlib
import json

from odoo import _, fields, models
from odoo.exceptions import UserError

from ..crosswalk_file.planning import plan_import
from ..crosswalk_file.reading import BadFile, read_file

#: The maximum number of rows shown to the user. Rows that need attention come first.
MOST_SHOWN = 300
ORDER = {"refused": 0, "changed": 1, "new": 2, "same": 3}


class CrosswalkImport(models.TransientModel):
    """Imports crosswalk entries from a file in two steps: first checks it, then saves the entries. An import
    can be undone.
    """

    _name = "suture.crosswalk.import"
    _description = "Crosswalk Import"

    file = fields.Binary("File", attachment=False)
    file_name = fields.Char()
    state = fields.Selection(
        [("choose", "Choose"), ("checked", "Check"), ("done", "Done")], default="choose", required=True
    )
    line_ids = fields.One2many("suture.crosswalk.import.line", "import_id", readonly=True)
    new_count = fields.Integer("New", readonly=True)
    changed_count = fields.Integer("Changed", readonly=True)
    same_count = fields.Integer("Unchanged", readonly=True)
    refused_count = fields.Integer("Refused", readonly=True)
    checked_as = fields.Char(readonly=True, string="Fingerprint of the Check")
    batch_id = fields.Many2one("suture.crosswalk.batch", readonly=True)

    def action_check(self):
        """Checks the file and shows what importing each row would do. Nothing is saved yet."""
        self.ensure_one()
        self._show(self._verdicts())
        self.state = "checked"
        return self._again()

    def action_apply(self):
        """Saves the new and changed entries. If the result of the check has changed since it was shown, shows
        the new result instead.
        """
        self.ensure_one()
        verdicts = self._verdicts()
        if _fingerprint(verdicts) != self.checked_as:
            self._show(verdicts)
            self.state = "checked"
            return self._again()  # something has changed since the check: show it again before saving
        if not self.new_count and not self.changed_count:
            raise UserError(_("This file contains nothing to import."))
        self.batch_id = self.env["suture.crosswalk.batch"]._apply(verdicts, self.file_name or _("a file"))
        self.state = "done"
        return self._again()

    def action_back(self):
        """Discards the file, so that the user can choose another one."""
        self.ensure_one()
        self.line_ids.unlink()
        self.write({"state": "choose", "file": False, "file_name": False})
        return self._again()

    def action_undo(self):
        """Undoes the import."""
        self.ensure_one()
        return self.batch_id.action_undo()

    def action_template(self):
        """Downloads a template with the columns and some examples: as CSV if the context contains
        `suture_csv`, otherwise as XLSX.
        """
        kind = "csv" if self.env.context.get("suture_csv") else "xlsx"
        return self.env["suture.crosswalk.export"]._download_template(kind)

    def _verdicts(self):
        if not self.file:
            raise UserError(_("Choose a file."))
        try:
            rows = read_file(self.env._, base64.b64decode(self.file))
        except BadFile as problem:
            raise UserError(str(problem)) from None
        return plan_import(self.env, rows)

    def _show(self, verdicts):
        counted = {
            f"{outcome}_count": sum(each["outcome"] == outcome for each in verdicts) for outcome in ORDER
        }
        shown = sorted(verdicts, key=lambda each: (ORDER[each["outcome"]], each["line"]))[:MOST_SHOWN]
        self.line_ids.unlink()
        self.write(
            {
                **counted,
                "checked_as": _fingerprint(verdicts),
                "line_ids": [fields.Command.create(_line(each)) for each in shown],
            }
        )

    def _again(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Import Crosswalk"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }


class CrosswalkImportLine(models.TransientModel):
    """A row of the file, with the effect of importing it."""

    _name = "suture.crosswalk.import.line"
    _description = "Crosswalk Import Row"

    import_id = fields.Many2one("suture.crosswalk.import", required=True, ondelete="cascade")
    line = fields.Integer("Row", readonly=True)
    connection = fields.Char(readonly=True)
    scheme = fields.Char(readonly=True)
    value = fields.Char("Partner Identifier", readonly=True)
    reference = fields.Char("Our Reference", readonly=True)
    outcome = fields.Selection(
        [("refused", "Refused"), ("changed", "Changed"), ("new", "New"), ("same", "Unchanged")], readonly=True
    )
    why = fields.Char("Why", readonly=True)


def _line(verdict):
    return {
        name: verdict[name]
        for name in ("line", "connection", "scheme", "value", "reference", "outcome", "why")
    }


def _fingerprint(verdicts):
    """Returns a digest of the planned changes. Comparing two digests shows whether the plan has changed since
    the check.
    """
    done = [(each["line"], each["outcome"], each.get("target"), each.get("before")) for each in verdicts]
    return hashlib.sha256(json.dumps(done).encode()).hexdigest()
