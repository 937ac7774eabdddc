import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import {
  contains,
  defineModels,
  fields,
  mockService,
  models,
  mountView,
  onRpc,
} from "@web/../tests/web_test_helpers";
import type { PaneSection, Panes } from "../src/integration_panes/pane_types.ts";

const line = (number: string, price: string, flag = false): PaneSection => ({
  title: `Line ${number}`,
  line: number,
  flag,
  rows: [{ label: "Price", value: price, fields: ["price"], flag }],
});
const head: PaneSection = {
  title: "Document",
  line: "",
  flag: false,
  rows: [{ label: "Order", value: "P00012", fields: ["order"], flag: false }],
};
const panes: Panes = {
  arrived: { sections: [head, line("1", "5.25", true)], empty: "" },
  understood: { sections: [head, line("1", "5.25 USD", true)], empty: "" },
  ours: {
    sections: [head, line("1", "4.50 USD", true)],
    empty: "",
    record: { model: "purchase.order", id: 7, name: "P00012" },
  },
};
const six = ["1", "2", "3", "4", "5", "6"];
const long = six.map((number) => line(number, "5.00", number === "4"));
const nothing = { sections: [], empty: "It is not about any record in Odoo yet." };

class Exchange extends models.Model {
  override _name = "suture.exchange";

  panes = fields.Json();

  override _records = [
    { id: 1, panes },
    {
      id: 2,
      panes: {
        arrived: nothing,
        understood: { sections: [head, ...long], empty: "" },
        ours: { sections: [head, ...six.map((number) => line(number, "4.00"))], empty: "" },
      },
    },
    {
      id: 3,
      panes: {
        arrived: nothing,
        understood: { sections: [head, ...six.map((n) => line(n, "1"))], empty: "" },
        ours: nothing,
      },
    },
    { id: 4, panes: false },
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Exchange]);
onRpc("has_group", () => true);

async function mountPanes(resId: number): Promise<void> {
  const arch = `<form><field name="panes" widget="integration_panes"/></form>`;
  await mountView({ type: "form", resModel: "suture.exchange", resId, arch });
}

const linesOf = (pane: string): string[] =>
  queryAllTexts(`[data-pane='${pane}'] [data-line]:not([data-line='']) h4`);

test("the three panes stand side by side, each a region with its name", async () => {
  await mountPanes(1);
  expect(queryAllTexts(".o_suture_panes h3")).toEqual([
    "What arrived",
    "What was understood",
    "What Odoo has",
  ]);
  expect("section[data-pane='ours']").toHaveAttribute("aria-label", "What Odoo has");
});

test("the field in question is marked in all three, in words too", async () => {
  await mountPanes(1);
  expect(queryAllTexts(".o_suture_pane_row[data-flag] dd")).toEqual([
    "5.25\n(in question)",
    "5.25 USD\n(in question)",
    "4.50 USD\n(in question)",
  ]);
  expect(".o_suture_pane_section[data-flag] [role='img'][aria-label='In question']").toHaveCount(3);
  expect("[data-pane='ours'] [data-line=''] .o_suture_pane_row").not.toHaveAttribute("data-flag");
});

test("the record behind the third pane can be opened", async () => {
  mockService("action", { doAction: (action: object) => expect.step(JSON.stringify(action)) });
  await mountPanes(1);
  await contains("[data-pane='ours'] .o_suture_pane_record").click();
  expect.verifySteps([
    JSON.stringify({
      type: "ir.actions.act_window",
      res_model: "purchase.order",
      res_id: 7,
      views: [[false, "form"]],
      target: "current",
    }),
  ]);
});

test("of a long document the line in question is shown, in every pane; the others when asked for", async () => {
  await mountPanes(2);
  expect(linesOf("understood")).toEqual(["Line 4"]);
  expect(linesOf("ours")).toEqual(["Line 4"]);
  expect(".o_suture_pane_lines").toHaveAttribute("aria-expanded", "false");

  await contains(".o_suture_pane_lines").click();
  expect(linesOf("ours")).toEqual(six.map((number) => `Line ${number}`));
  expect(".o_suture_pane_lines").toHaveAttribute("aria-expanded", "true");

  await contains(".o_suture_pane_lines").click();
  expect(linesOf("ours")).toEqual(["Line 4"]);
});

test("a long document in which no line is in question begins with its first lines", async () => {
  await mountPanes(3);
  expect(linesOf("understood")).toEqual(["Line 1", "Line 2", "Line 3"]);
});

test("a pane without anything to show says why", async () => {
  await mountPanes(2);
  expect("[data-pane='arrived'] .o_suture_pane_empty").toHaveText("It is not about any record in Odoo yet.");
});

test("without panes nothing is shown", async () => {
  await mountPanes(4);
  expect(".o_suture_pane").toHaveCount(0);
  expect(".o_suture_pane_lines").toHaveCount(0);
});
