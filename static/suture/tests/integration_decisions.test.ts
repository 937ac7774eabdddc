import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, waitFor } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { contains, defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

const price = {
  at: 0,
  line: "1",
  field: "price",
  ours: "4.50",
  theirs: "5.25",
  text: "Line 1: the vendor's price is 5.25 instead of 4.50.",
  options: [
    { code: "accept", label: "Accept", help: "Apply the partner's value.", detail: "" },
    { code: "keep-ours", label: "Keep our value", help: "Change nothing.", detail: "" },
  ],
  chosen: { code: "accept", record: null },
};
const rejected = {
  at: 1,
  line: "2",
  field: "quantity",
  ours: "10 × Box",
  theirs: null,
  text: "Line 2: the vendor rejected the line.",
  options: [
    { code: "drop", label: "Remove from the order", help: "Reduce the line.", detail: "" },
    { code: "reorder", label: "Order from the next vendor", help: "", detail: "Vendor: Alder Medical" },
  ],
  chosen: null,
};
const shown = {
  outcome: "would-apply",
  note: "Line 1 changed.",
  records: [
    {
      title: "Purchase Order Line: P1: Gloves",
      is_new: false,
      rows: [{ field: "price_unit", label: "Unit Price", before: "4.50", after: "5.25" }],
    },
    {
      title: "Purchase Order: P2",
      is_new: true,
      rows: [{ field: "partner_id", label: "Vendor", before: "", after: "Alder Medical" }],
    },
  ],
};

class Accept extends models.Model {
  override _name = "suture.exchange.accept";

  exchange_id = fields.Json();
  rows = fields.Json();
  shown = fields.Json();
  reason = fields.Char();

  override _records = [
    { id: 1, exchange_id: { id: 7 }, rows: [price, rejected], shown: false },
    { id: 2, exchange_id: { id: 7 }, rows: [price], shown },
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Accept]);
onRpc("has_group", () => true);

const mountWindow = (resId: number) =>
  mountView({
    type: "form",
    resModel: "suture.exchange.accept",
    resId,
    arch: `<form><field name="exchange_id" invisible="1"/><field name="shown" invisible="1"/>
      <field name="rows" widget="integration_decisions"/><field name="reason"/></form>`,
  });

/** From now on, the server has the preview of the first wizard. */
const answers = (preview: object) =>
  onRpc("suture.exchange.accept", "web_read", () => [
    { id: 1, exchange_id: { id: 7 }, rows: [price, rejected], shown: preview, reason: false },
  ]);

test("each change is shown with its record, before and after", async () => {
  await mountWindow(2);
  expect(queryAllTexts(".o_suture_changed_record")).toEqual([
    "Purchase Order Line: P1: Gloves",
    "New Purchase Order: P2",
  ]);
  expect(queryAllTexts("tr[data-field='price_unit'] td")).toEqual(["Unit Price", "4.50", "5.25"]);
  expect(".o_suture_waiting").toHaveCount(0);
});

test("it waits for the preview, and asks for another one after each choice", async () => {
  onRpc("suture.exchange.accept", "decide", ({ args }) => {
    const [ids, chosen] = args as [number[], { at: number; code: string }[]];
    expect.step(`${ids} ${chosen.map(({ at, code }) => `${at}:${code}`).join(" ")}`);
    answers(shown);
    return true;
  });
  await mountWindow(1);
  expect(".o_suture_waiting").toHaveText("Waiting for the preview from the sidecar…");
  expect(queryAllTexts("tr[data-at='1'] option")).toEqual([
    "Decide later",
    "Remove from the order",
    "Order from the next vendor (Vendor: Alder Medical)",
  ]);
  await contains("tr[data-at='1'] select").select("reorder");
  expect.verifySteps(["1 0:accept 1:reorder"]);
  await waitFor("tr[data-field='price_unit']");
  expect(".o_suture_decided .text-warning-emphasis").toHaveCount(0);
});

test("a finding that is decided later is said to remain open", async () => {
  onRpc("suture.exchange.accept", "decide", () => {
    answers({ ...shown, outcome: "exception", records: [] });
    return true;
  });
  await mountWindow(1);
  await contains("tr[data-at='0'] select").select("keep-ours");
  await waitFor(".o_suture_decided .text-warning-emphasis");
  expect(".o_suture_decided h4").toHaveText(
    "Nothing will change yet: the document would still need a decision.",
  );
});
