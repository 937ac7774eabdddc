import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryRect } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";
import { aligned, alignedRows } from "../src/integration_panes/aligned_sections.ts";
import type { PaneRow, PaneSection, Panes } from "../src/integration_panes/pane_types.ts";

const row = (label: string, value: string, topic = ""): PaneRow => ({
  label,
  value,
  fields: topic ? [topic] : [],
  flag: false,
});
const line = (number: string, ...rows: PaneRow[]): PaneSection => ({
  title: `Line ${number}`,
  line: number,
  flag: false,
  rows,
});
const theirs = [
  line("1", row("Status", "Changed"), row("Quantity", "4 Box", "quantity"), row("Price", "34.90", "price")),
  line("3", row("Price", "7.00", "price")),
];
const ours = [
  line("1", row("Price", "31.80", "price"), row("Received", "0"), row("Quantity", "4 Box", "quantity")),
  line("2", row("Price", "5.00", "price")),
];
const panes: Panes = {
  arrived: { sections: [], empty: "Nothing was received." },
  understood: { sections: theirs, empty: "" },
  ours: { sections: ours, empty: "" },
};

class Exchange extends models.Model {
  override _name = "suture.exchange";

  panes = fields.Json();

  override _records = [{ id: 1, panes }];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Exchange]);
onRpc("has_group", () => true);

async function mountPanes(): Promise<void> {
  const arch = `<form><field name="panes" widget="integration_panes"/></form>`;
  await mountView({ type: "form", resModel: "suture.exchange", resId: 1, arch });
}

test("lines that only one document has leave a gap in the other, in the order of the lines", () => {
  const [left = [], right = []] = aligned([theirs, ours]);
  expect(left.map(({ line: number, missing }) => [number, missing])).toEqual([
    ["1", false],
    ["2", true],
    ["3", false],
  ]);
  expect(right.map(({ line: number, missing }) => [number, missing])).toEqual([
    ["1", false],
    ["2", false],
    ["3", true],
  ]);
});

test("a new record has a place of its own, not that of the document", () => {
  const head: PaneSection = { ...line(""), title: "Document" };
  const created: PaneSection = { ...line(""), title: "New: BILL/1" };
  const titles = aligned([
    [head, ...theirs],
    [...ours, created],
  ]).map((places) => places.map(({ section }) => section?.title ?? ""));
  expect(titles).toEqual([
    ["Document", "Line 1", "", "", "Line 3"],
    ["", "Line 1", "Line 2", "New: BILL/1", ""],
  ]);
});

test("values about the same field stand in the same row, the others below", () => {
  const rows = alignedRows([theirs[0] ?? null, ours[0] ?? null]);
  expect(rows.map((each) => each.map((one) => one?.label ?? ""))).toEqual([
    ["Price", "Quantity", "Status"],
    ["Price", "Quantity", "Received"],
  ]);
});

test("of two values about a field, the one that the other document has stands beside it", () => {
  const answer = line("", row("Answer", "AC", "order"), row("Order number", "P1", "order"));
  const order = line("", row("Order", "P1", "order"));
  expect(alignedRows([answer, order])[0]?.map((one) => one?.label)).toEqual(["Order number", "Answer"]);
});

test("the same line has the same height in each pane, and a missing line says so", async () => {
  await mountPanes();
  const top = (selector: string): number => Math.round(queryRect(selector).top);
  const cell = (pane: string, number: string, label: string): string =>
    `[data-pane='${pane}'] [data-line='${number}'] .o_suture_pane_row:has(dt:contains(${label}))`;
  expect(top(cell("understood", "1", "Price"))).toBe(top(cell("ours", "1", "Price")));
  expect(top(cell("understood", "1", "Quantity"))).toBe(top(cell("ours", "1", "Quantity")));
  expect(top("[data-pane='understood'] .o_suture_pane_missing")).toBe(
    top("[data-pane='ours'] [data-line='2'].o_suture_pane_section"),
  );
  expect(queryAllTexts(".o_suture_pane_missing")).toEqual([
    "Line 2 is missing here",
    "Line 3 is missing here",
  ]);
});
