import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import "@suture_purchase/lib/suture_purchase";
import { defineModels, fields, models, mountView } from "@web/../tests/web_test_helpers";

class Order extends models.Model {
  override _name = "purchase.order";

  changes = fields.Json();

  override _records = [
    {
      id: 1,
      changes: {
        columns: ["Sent", "Answered", "Now"],
        rows: [{ about: "Line 1, Gloves", label: "Quantity", values: ["10 Box", "10 Box", "50 Box"] }],
      },
    },
    { id: 2, changes: false },
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Order]);

const arch = `<form><field name="changes" widget="suture_order_changes"/></form>`;

test("what was sent, answered and is on the order now stands in three columns", async () => {
  await mountView({ type: "form", resModel: "purchase.order", resId: 1, arch });
  expect(".o_suture_order_changes thead th:not(:first-child)").toHaveCount(3);
  expect(".o_suture_order_changes tbody th").toHaveText("Line 1, Gloves\nQuantity");
  expect(".o_suture_order_changes tbody td:last-child").toHaveText("50 Box");
  expect(".o_suture_order_changes tbody td:last-child").toHaveClass("fw-bolder");
});

test("nothing is shown if nothing has changed", async () => {
  await mountView({ type: "form", resModel: "purchase.order", resId: 2, arch });
  expect(".o_suture_order_changes").toHaveCount(0);
});
