from odoo import models

from ..gateway.answer import is_answer, mark


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        response = super()._handle_error(exception)
        if is_answer(exception):
            mark(response)
        return response
