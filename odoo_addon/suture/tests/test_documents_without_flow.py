"""Tests how documents are shown whose type the sidecar reads, but no flow processes. All that Odoo knows
about them comes from the catalogue.
"""

import re

from odoo.tests import new_test_user, tagged

from .common import SutureCase

ITEM = {"ids": [{"scheme": "seller", "id": "HM-1001"}], "description": "Saline"}
CARRIER = {"ids": [{"scheme": "scac", "id": "UPSN"}], "name": "UPS"}
BOXES = {"value": "10", "unit": "BX"}
DESPATCH = {
    "type": "DespatchAdvice",
    "id": "SHP-7",
    "issueDate": "2026-12-01",
    "estimatedDate": "2026-12-03",
    "carrier": CARRIER,
    "trackingNumbers": ["1Z1", "1Z2"],
    "packages": [
        {"id": "P1", "kind": "pallet", "sscc": "006141410000000029"},
        {"id": "C1", "kind": "carton", "parent": "P1"},
    ],
    "lines": [
        {
            "id": "1",
            "orderReference": "P00031",
            "item": ITEM,
            "quantity": BOXES,
            "openQuantity": {"value": "2", "unit": "BX"},
            "rest": "backordered",
            "lots": [
                {"number": "L1", "expiry": "2028-11-30", "quantity": {"value": "6", "unit": "BX"}},
                {"number": "L2", "serials": ["S1", "S2"]},
            ],
        }
    ],
}
REMITTANCE = {
    "type": "RemittanceAdvice",
    "id": "RA-1",
    "kind": "payment",
    "paymentReference": "EFT-1",
    "method": "ACH",
    "date": "2026-12-02",
    "amount": "460.50",
    "currency": "USD",
    "payer": {"ids": [], "name": "Prairie Mutual"},
    "payee": {"ids": [], "name": "Northfield"},
    "lines": [
        {
            "invoiceReference": "INV/1",
            "invoiced": "500.50",
            "adjustments": [{"code": "01", "reason": "Price", "amount": "40.00"}],
            "paid": "460.50",
        }
    ],
}
OTHERS = {
    "Receipt advice": {
        "type": "ReceiptAdvice",
        "id": "R-1",
        "issueDate": "2026-12-03",
        "lines": [
            {
                "item": ITEM,
                "received": BOXES,
                "deviations": [{"kind": "short", "quantity": BOXES, "reason": "Open carton"}],
            }
        ],
    },
    "Catalogue": {
        "type": "Catalogue",
        "id": "PC-1",
        "kind": "snapshot",
        "lines": [
            {
                "item": ITEM,
                "units": [{"unit": "BX", "factor": "12"}],
                "prices": [
                    {"kind": "contract", "price": {"amount": "18.40", "currency": "USD"}, "tier": "C02"}
                ],
            }
        ],
    },
    "Inventory report": {
        "type": "InventoryReport",
        "id": "I-1",
        "kind": "stock",
        "issueDate": "2026-12-01",
        "lines": [
            {
                "item": ITEM,
                "quantities": [
                    {"kind": "on-hand", "quantity": BOXES},
                    {"kind": "committed", "quantity": BOXES},
                ],
            }
        ],
    },
    "Application advice": {
        "type": "ApplicationAdvice",
        "id": "824-1",
        "reference": {"documentCode": "850", "documentReference": "P00031"},
        "status": "rejected",
        "errors": [
            {"code": "848", "text": "Unknown item", "location": "PO107", "value": "HM-9"},
            {"code": "849"},
        ],
    },
}


@tagged("post_install", "-at_install")
class TestDocumentsWithoutFlow(SutureCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.operator = new_test_user(
            cls.env, "suture_test_flowless", groups="base.group_user,suture.group_operator"
        )

    def received(self, payload):
        """Returns the exchange of a document, as the operator sees it."""
        row = self.report(
            f"flowless/{payload['id']}",
            flow=None,
            document_type=payload["type"],
            document_number=payload["id"],
            state="attention",
            reason_code="UNSUPPORTED_DOCUMENT",
            payload=payload,
            done_at=None,
        )
        return row.with_user(self.operator)

    def sections(self, exchange):
        """Returns the decoded document as `{title: {label: value}}`."""
        return {
            each["title"]: {one["label"]: one["value"] for one in each["rows"]}
            for each in exchange.panes["understood"]["sections"]
        }

    def test_a_despatch_advice_shows_packages_and_lots(self):
        exchange = self.received(DESPATCH)
        self.assertEqual(exchange.display_name, "Despatch advice SHP-7 from Birch Medical")
        sections = self.sections(exchange)
        self.assertEqual(
            sections["Document"],
            {
                "Number": "SHP-7",
                "Issue date": "12/01/2026",
                "Estimated arrival": "12/03/2026",
                "Carrier": "UPS (scac UPSN)",
                "Tracking numbers": "1Z1, 1Z2",
                "Packages P1": "Kind Pallet, SSCC 006141410000000029",
                "Packages C1": "Kind Carton, Inside package P1",
            },
        )
        self.assertEqual(
            sections["Line 1"],
            {
                "Order": "P00031",
                "Item": "Saline (Vendor's item number HM-1001)",
                "Quantity": "10 Box",
                "Not shipped": "2 Box",
                "Rest of the order line": "Will follow",
                "Lots 1": "Number L1, Expiry date 11/30/2028, Quantity 6 Box",
                "Lots 2": "Number L2, Serial numbers S1, S2",
            },
        )

    def test_a_remittance_advice_shows_what_is_paid_and_its_value(self):
        exchange = self.received(REMITTANCE)
        self.assertEqual(exchange.amount_at_stake, 460.5)
        sections = self.sections(exchange)
        self.assertEqual(sections["Document"]["Payment"], "EFT-1")
        self.assertEqual(
            sections["Line 1"],
            {
                "Invoice": "INV/1",
                "Invoiced": "500.50",
                "Adjustments": "Code 01, Reason Price, Amount 40.00",
                "Paid": "460.50",
            },
        )

    def test_all_types_have_a_title_and_labels(self):
        documents = {"Despatch advice": DESPATCH, "Remittance advice": REMITTANCE, **OTHERS}
        for label, payload in documents.items():
            with self.subTest(label):
                exchange = self.received(payload)
                self.assertEqual(exchange.display_name, f"{label} {payload['id']} from Birch Medical")
                shown = self.sections(exchange)
                for name, value in [row for rows in shown.values() for row in rows.items()]:
                    self.assertTrue(name)
                    self.assertNotRegex(f"{name} {value}", re.compile(r"[a-z][A-Z][a-z]"))

    def test_the_parts_of_the_other_types(self):
        shown = {
            label: [row for rows in self.sections(self.received(payload)).values() for row in rows.items()]
            for label, payload in OTHERS.items()
        }
        for label, row in (
            ("Receipt advice", ("Deviations", "What happened Missing, Quantity 10 Box, Reason Open carton")),
            ("Catalogue", ("Prices", "Kind of price Contract price, Price 18.40 USD, Price tier C02")),
            ("Inventory report", ("Quantities 2", "What is counted Committed, Quantity 10 Box")),
            ("Application advice", ("Our document", "Document code 850, Number P00031")),
            ("Application advice", ("Errors 1", "Code 848, Text Unknown item, Position PO107, Value HM-9")),
        ):
            with self.subTest(label):
                self.assertIn(row, shown[label])

    def test_in_german(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.env["ir.module.module"].search([("name", "=", "suture")])._update_translations(["de_DE"])
        exchange = self.received(DESPATCH).with_context(lang="de_DE")
        self.assertEqual(exchange.display_name, "Lieferavis SHP-7 von Birch Medical")
        self.assertEqual(self.sections(exchange)["Dokument"]["Packstücke C1"], "Art Karton, Im Packstück P1")

    def test_it_cannot_be_corrected_but_dismissed(self):
        exchange = self.received(DESPATCH)
        self.assertNotIn("editable", exchange.panes["understood"])
        exchange._dismiss("Entered manually")
        asked = self.env["suture.outbox"].search([], order="id desc", limit=1)
        self.assertEqual((asked.event, asked.message_key), ("dismiss", "flowless/SHP-7"))
        self.assertEqual(exchange.state, "dismissed")
