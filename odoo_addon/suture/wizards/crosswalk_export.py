import base64

from odoo import fields, models

from ..crosswalk_file.writing import EXAMPLES, as_csv, as_xlsx, rows_of


class CrosswalkExport(models.TransientModel):
    """A temporary file with crosswalk entries, which the user who requested it downloads."""

    _name = "suture.crosswalk.export"
    _description = "Crosswalk Export"

    file = fields.Binary(readonly=True, attachment=False)
    file_name = fields.Char(readonly=True)

    def _download(self, entries, kind):
        return self._send("crosswalk", rows_of(entries), kind)

    def _download_template(self, kind):
        return self._send("crosswalk-template", EXAMPLES, kind)

    def _send(self, name, rows, kind):
        content = as_csv(rows) if kind == "csv" else as_xlsx(rows)
        export = self.create({"file": base64.b64encode(content), "file_name": f"{name}.{kind}"})
        url = f"/web/content/{self._name}/{export.id}/file/{name}.{kind}?download=true"
        return {"type": "ir.actions.act_url", "url": url, "target": "download"}
