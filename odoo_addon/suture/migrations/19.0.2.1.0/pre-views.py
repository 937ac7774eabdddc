"""Removes views that show the old policy columns, because they would not match the model during the
upgrade.
"""

VIEWS = ("connection_form_billing",)


def migrate(cr, version):
    cr.execute(
        """
        DELETE FROM ir_ui_view WHERE id IN (
            SELECT res_id FROM ir_model_data
             WHERE model = 'ir.ui.view' AND module LIKE 'suture%%' AND name IN %s)
        """,
        [VIEWS],
    )
    cr.execute(
        "DELETE FROM ir_model_data WHERE model = 'ir.ui.view' AND module LIKE 'suture%%' AND name IN %s",
        [VIEWS],
    )
