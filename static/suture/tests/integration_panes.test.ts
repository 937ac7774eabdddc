import { waitForChannels } from "@bus/../tests/bus_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, waitFor } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import {
  contains,
  defineModels,
  fields,
  getService,
  MockServer,
  makeServerError,
  mockService,
  models,
  mountView,
  onRpc,
} from "@web/../tests/web_test_helpers";
import type { EditableRow, PaneSection, Panes } from "../src/integration_panes/pane_types.ts";

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
const nothing = { sections: [], empty: "It is not linked to a record in Odoo yet." };

const value = (pointer: string, kind: EditableRow["kind"], stands: string | boolean): EditableRow => ({
  label: pointer,
  value: stands,
  pointer,
  kind,
  fields: [],
  flag: false,
});
const status: EditableRow = {
  ...value("/lines/0/status", "choice", "accepted"),
  choices: [
    { value: "accepted", label: "Accepted" },
    { value: "rejected", label: "Rejected" },
  ],
};
const correctable: Panes = {
  ...panes,
  understood: {
    ...panes.understood,
    editable: [
      { title: "Document", line: "", flag: false, rows: [value("/date", "date", "2026-11-27")] },
      {
        title: "Line 1",
        line: "1",
        flag: true,
        rows: [
          value("/lines/0/price/amount", "decimal", "5.25"),
          value("/lines/0/urgent", "boolean", false),
          status,
        ],
      },
    ],
  },
};
const previewed: Panes = {
  ...panes,
  ours: {
    sections: [
      {
        ...line("1", "4.50 USD"),
        rows: [
          { label: "Price", value: "4.50 USD", fields: ["price"], flag: false, to: "5.25 USD" },
          { label: "Quantity", value: "10 Units", fields: ["quantity"], flag: false },
        ],
      },
      {
        title: "New: BILL/1",
        line: "",
        flag: false,
        rows: [{ label: "Reference", value: "", fields: [], flag: false, to: "INV-1" }],
      },
    ],
    empty: "",
    preview: { outcome: "would-apply", note: "Price 5.25 instead of 4.50." },
  },
};

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
    { id: 5, panes: correctable },
    { id: 6, panes: previewed },
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
  expect(queryAllTexts(".o_suture_panes h3")).toEqual(["Received document", "Decoded document", "In Odoo"]);
  expect("section[data-pane='ours']").toHaveAttribute("aria-label", "In Odoo");
});

test("the field in question is marked in all three, in words too", async () => {
  await mountPanes(1);
  expect(queryAllTexts(".o_suture_pane_row[data-flag] dd")).toEqual([
    "5.25\n(open)",
    "5.25 USD\n(open)",
    "4.50 USD\n(open)",
  ]);
  expect(".o_suture_pane_section[data-flag] [role='img'][aria-label='Open']").toHaveCount(3);
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
  expect("[data-pane='arrived'] .o_suture_pane_empty").toHaveText(
    "It is not linked to a record in Odoo yet.",
  );
});

const amount = "[data-pointer='/lines/0/price/amount'] input";

test("a value is corrected in its place, with a reason, and only what was changed is told", async () => {
  onRpc("suture.exchange", "correct_fields", ({ args }) => {
    expect.step(JSON.stringify(args));
    return true;
  });
  await mountPanes(5);
  await contains(".o_suture_pane_correct").click();
  expect(".o_suture_editor_save").toHaveAttribute("disabled");
  await contains(amount).edit("4.50");
  await contains("[data-pointer='/lines/0/urgent'] input").click();
  await contains(".o_suture_editor_save").click();
  expect(".o_suture_editor_reason").toHaveClass("is-invalid");
  expect.verifySteps([]);
  // Enter saves, as in any form.
  await contains(".o_suture_editor_reason").edit("Mistyped.");
  const changes = [
    { pointer: "/lines/0/price/amount", from: "5.25", to: "4.50" },
    { pointer: "/lines/0/urgent", from: false, to: true },
  ];
  expect.verifySteps([JSON.stringify([[5], changes, "Mistyped."])]);
  expect(".o_suture_editor").toHaveCount(0);
});

test("a value of an enumeration is chosen by its label", async () => {
  onRpc("suture.exchange", "preview_fields", ({ args }) => {
    expect.step(JSON.stringify(args[1]));
    return true;
  });
  await mountPanes(5);
  await contains(".o_suture_pane_correct").click();
  expect(queryAllTexts("[data-pointer='/lines/0/status'] option")).toEqual(["", "Accepted", "Rejected"]);
  await contains("[data-pointer='/lines/0/status'] select").select("rejected");
  await contains(".o_suture_editor_preview").click();
  expect.verifySteps([JSON.stringify([{ pointer: "/lines/0/status", from: "accepted", to: "rejected" }])]);
});

test("a value of another kind is not sent; what stands there is said", async () => {
  await mountPanes(5);
  await contains(".o_suture_pane_correct").click();
  await contains(amount).edit("five");
  expect("[data-pointer='/lines/0/price/amount'] .invalid-feedback").toHaveText("A number, such as 12.50");
  expect(".o_suture_editor_save").toHaveAttribute("disabled");
  expect(".o_suture_editor_preview").toHaveAttribute("disabled");
  await contains(".o_suture_editor_discard").click();
  expect(".o_suture_editor").toHaveCount(0);
  expect("[data-pane='understood'] [data-line='1'] dd").toHaveCount(1);
});

test("a correction is looked at without being made; what was entered stays", async () => {
  onRpc("suture.exchange", "preview_fields", ({ args }) => {
    expect.step(JSON.stringify(args[1]));
    return true;
  });
  await mountPanes(5);
  await contains(".o_suture_pane_correct").click();
  await contains(amount).edit("4.75");
  await contains(".o_suture_editor_preview").click();
  expect.verifySteps([JSON.stringify([{ pointer: "/lines/0/price/amount", from: "5.25", to: "4.75" }])]);
  expect(amount).toHaveValue("4.75");
});

test("a server that refuses leaves what was entered", async () => {
  expect.errors(1);
  onRpc("suture.exchange", "correct_fields", () => {
    throw makeServerError({ message: "The document has changed in the meantime." });
  });
  await mountPanes(5);
  await contains(".o_suture_pane_correct").click();
  await contains(amount).edit("4.75");
  await contains(".o_suture_editor_reason").edit("Mistyped.");
  await waitFor(".o_error_dialog, .modal");
  expect.verifyErrors([/changed in the meantime/]);
  expect(amount).toHaveValue("4.75");
});

test("what is not to be corrected has no such button", async () => {
  await mountPanes(1);
  expect(".o_suture_pane_correct").toHaveCount(0);
});

test("the third pane shows what would stand there beside what stands there", async () => {
  onRpc("suture.exchange", "action_forget_preview", ({ args }) => {
    expect.step(JSON.stringify(args));
    return true;
  });
  await mountPanes(6);
  expect(queryAllTexts("[data-pane='ours'] [data-changes] dd")).toEqual(["4.50 USD5.25 USD", "INV-1"]);
  expect("[data-pane='ours'] [role='img'][aria-label='would become']").toHaveCount(1);
  expect("[data-pane='ours'] .o_suture_pane_preview strong").toHaveText("It would be applied");
  expect("[data-pane='ours'] .o_suture_pane_preview_text").toHaveText("Price 5.25 instead of 4.50.");
  expect("[data-pane='understood'] [data-changes]").toHaveCount(0);
  await contains(".o_suture_pane_forget").click();
  expect.verifySteps([JSON.stringify([[6]])]);
});

test("the panes are read again when the answer to a preview arrives, their own only", async () => {
  await mountPanes(1);
  getService("bus_service").addChannel("suture_test");
  await waitForChannels(["suture_test"]);
  const reads: number[] = [];
  onRpc("suture.exchange", "web_read", ({ args }) => {
    reads.push(...(args[0] as number[]));
    return [{ id: 1, panes: previewed }];
  });
  const tell = (id: number) =>
    MockServer.env["bus.bus"]?._sendone("suture_test", "suture.exchange/preview", { id });
  tell(2);
  tell(1);
  await waitFor(".o_suture_pane_preview");
  expect(reads).toEqual([1]);
});

test("without panes nothing is shown", async () => {
  await mountPanes(4);
  expect(".o_suture_pane").toHaveCount(0);
  expect(".o_suture_pane_lines").toHaveCount(0);
});
