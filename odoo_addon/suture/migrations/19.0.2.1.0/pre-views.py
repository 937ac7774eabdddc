"""Takes away views of the policies' columns, which would not fit the model any more while it is upgraded."""

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
