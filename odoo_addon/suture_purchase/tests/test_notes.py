from odoo.tests import tagged

from .common import OrderCase


@tagged("post_install", "-at_install")
class TestNotes(OrderCase):
    """Tests that the sidecar's notes in the chatter are written once, in the company's language."""

    def test_a_note_in_the_chatter_is_in_the_language_of_the_company(self):
        self.env["res.lang"]._activate_lang("de_DE")
        term = self.env["suture.term"].create({"code": "test.price", "text": "{theirs} instead of {ours}."})
        term.with_context(lang="de_DE").text = "{theirs} statt {ours}."
        self.connection.company_id.partner_id.lang = "de_DE"
        order = self.order()
        parameters = {"theirs": {"amount": "1234.50"}, "ours": {"quantity": "4.125", "unit": "Box"}}
        body = {"term": "test.price", "parameters": parameters}
        note = {"op": "notify", "to": {"model": "purchase.order", "id": order.id}, "body": body}
        [result] = self.gateway.apply([self.item("terms-note", note, documents=[order])])
        self.assertEqual(result["status"], "applied")
        self.assertIn("statt 4,125 Box", "".join(order.message_ids.mapped("body")))
