import { waitForChannels } from "@bus/../tests/bus_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, waitFor } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import {
  defineModels,
  fields,
  getService,
  MockServer,
  models,
  mountView,
  onRpc,
} from "@web/../tests/web_test_helpers";

const preview = {
  outcome: "would-apply",
  note: "8 of 10 promised.",
  changes: [
    {
      model: "purchase.order.line",
      id: 3,
      name: "P1: Gloves",
      field: "product_qty",
      label: "Quantity",
      from: 10,
      to: 8,
    },
    {
      model: "account.move",
      id: null,
      name: "BILL/1",
      field: "ref",
      label: "Reference",
      from: null,
      to: "INV-1",
    },
  ],
};

class Exchange extends models.Model {
  override _name = "suture.exchange";

  preview = fields.Json();

  override _records = [
    { id: 1, preview: false },
    { id: 2, preview },
    { id: 3, preview: { outcome: "exception", reason: "An item is not known.\nWho?" } },
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Exchange]);
onRpc("has_group", () => true);

const mountPreview = (resId: number) =>
  mountView({
    type: "form",
    resModel: "suture.exchange",
    resId,
    arch: `<form><field name="preview" widget="integration_preview"/></form>`,
  });

test("the changes are a table: where, what, now and then", async () => {
  await mountPreview(2);
  expect(".o_suture_preview strong").toHaveText("It would be applied");
  expect(queryAllTexts(".o_suture_preview tr[data-field='product_qty'] td")).toEqual([
    "P1: Gloves",
    "Quantity",
    "10",
    "8",
  ]);
  expect(queryAllTexts(".o_suture_preview tr[data-field='ref'] td")).toEqual([
    "New: BILL/1",
    "Reference",
    "",
    "INV-1",
  ]);
});

test("what would need a person says why", async () => {
  await mountPreview(3);
  expect(".o_suture_preview strong").toHaveText("It would become an exception");
  expect(".o_suture_preview_text").toHaveText(/An item is not known\./);
  expect(".o_suture_preview table").toHaveCount(0);
});

test("the answer is shown when it arrives over the bus, on its own exchange only", async () => {
  await mountPreview(1);
  expect(".o_suture_preview").toHaveText(/will appear here shortly/);
  getService("bus_service").addChannel("suture_test");
  await waitForChannels(["suture_test"]);
  const reads: number[] = [];
  onRpc("suture.exchange", "web_read", ({ args }) => {
    reads.push(...(args[0] as number[]));
    return [{ id: 1, preview }];
  });
  const tell = (id: number) =>
    MockServer.env["bus.bus"]?._sendone("suture_test", "suture.exchange/preview", { id });
  tell(2);
  tell(1);
  await waitFor(".o_suture_preview tr[data-field='product_qty']");
  expect(reads).toEqual([1]);
});
