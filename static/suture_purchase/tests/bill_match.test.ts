import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import "@suture_purchase/lib/suture_purchase";
import {
  contains,
  defineModels,
  fields,
  mockService,
  models,
  mountView,
  onRpc,
} from "@web/../tests/web_test_helpers";
import type { MatchRow } from "../src/bill_match/bill_match.ts";

const early: MatchRow = {
  line: "1",
  item: "[NF-1002] Gloves",
  ordered: "10.00 Box",
  received: "4.00 Box",
  billed: "0.00 Box",
  invoiced: "10.00 Box",
  verdict: "Goods not received yet",
  detail: "Ten are invoiced, four were received.",
  tone: "warning",
  actions: [
    { text: "Open Receipt", call: ["purchase.order", "action_view_picking", [7]] },
    { text: "Accept…", call: ["suture.exchange", "action_ask_accept", [1]] },
  ],
};
const fine: MatchRow = { ...early, line: "2", verdict: "Matches", detail: "", tone: "success", actions: [] };
const unknown: MatchRow = { ...fine, line: "3", ordered: "", received: "", billed: "", invoiced: "" };

class Exchange extends models.Model {
  override _name = "suture.exchange";

  bill_match = fields.Json();

  override _records = [{ id: 1, bill_match: { rows: [early, fine, unknown] } }];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Exchange]);
onRpc("has_group", () => true);

const mountMatch = () =>
  mountView({
    type: "form",
    resModel: "suture.exchange",
    resId: 1,
    arch: `<form><field name="bill_match" widget="suture_bill_match"/></form>`,
  });
const quantities = (line: string) =>
  queryAllTexts(`.o_suture_match tr[data-line='${line}'] .o_suture_match_quantity span:last-child`);

test("each line shows what was ordered, received and invoiced, and the verdict", async () => {
  await mountMatch();
  expect(quantities("1")).toEqual(["10.00 Box", "4.00 Box", "0.00 Box", "10.00 Box"]);
  expect(quantities("3")).toEqual(["–", "–", "–", "–"]);
  expect(queryAllTexts(".o_suture_match strong")).toEqual(["Goods not received yet", "Matches", "Matches"]);
  expect("tr[data-line='1'] .o_suture_match_verdict").toHaveText(/four were received/);
  expect("tr[data-line='2'] button").toHaveCount(0);
});

test("the actions of a line open what helps", async () => {
  onRpc("purchase.order", "action_view_picking", ({ args }) => {
    expect.step(`receipt of ${args[0]}`);
    return { type: "ir.actions.act_window", res_model: "stock.picking" };
  });
  mockService("action", {
    doAction: (action: { res_model: string }) => expect.step(`open ${action.res_model}`),
  });
  await mountMatch();
  expect(queryAllTexts("tr[data-line='1'] button")).toEqual(["Open Receipt", "Accept…"]);
  await contains("tr[data-line='1'] button:first").click();
  expect.verifySteps(["receipt of 7", "open stock.picking"]);
});
