import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { contains, defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";
import type { FileLine, FilePart, SourceFileView } from "../src/source_file/source_file_types.ts";

const part = (text: string, given: Partial<FilePart> = {}): FilePart => ({
  text,
  label: "",
  flag: false,
  differs: false,
  why: "",
  ...given,
});
const segment = (text: string, given: Partial<FileLine> = {}): FileLine => ({
  depth: 0,
  own: false,
  side: "",
  skipped: 0,
  flag: false,
  parts: text.split("*").map((each) => part(each)),
  ...given,
});
const WHY = "Line 1, PO102 quantity: invalid code (7)";
const file: SourceFileView = {
  kind: "file",
  name: "855.x12",
  notes: [],
  positions: [WHY],
  separator: "*",
  more: 3,
  lines: [
    segment("ISA*00"),
    segment("ST*855*0001", { depth: 2, skipped: 12 }),
    segment("", {
      depth: 3,
      own: true,
      flag: true,
      parts: [part("PO1"), part("1"), part("X", { flag: true, label: "PO102 quantity", why: WHY })],
    }),
  ],
};
const comparison: SourceFileView = {
  ...file,
  kind: "comparison",
  positions: [],
  notes: ["Compared with the earlier message."],
  more: 0,
  lines: [
    segment("PO1*5", { side: "earlier", parts: [part("PO1"), part("5", { differs: true })] }),
    segment("PO1*6", { side: "later", parts: [part("PO1"), part("6", { differs: true })] }),
  ],
};
const panes = {
  arrived: { sections: [], empty: "", file, outbound: true },
  understood: { sections: [], empty: "x" },
  ours: { sections: [], empty: "x" },
};
const row = { label: "Price", value: "5.25", fields: ["price"], flag: false };
const valued = {
  ...panes,
  arrived: { sections: [{ title: "PO1 1", line: "1", flag: false, rows: [row] }], empty: "", file },
};

class Exchange extends models.Model {
  override _name = "suture.exchange";

  file = fields.Json();
  panes = fields.Json();

  override _records = [
    { id: 1, file, panes },
    { id: 2, file: comparison, panes: valued },
    { id: 3, file: { empty: "The file is stored in the sidecar.", asked: false, refusal: "" }, panes },
    { id: 4, file: { empty: "", asked: true, refusal: "" }, panes },
    { id: 5, file: { empty: "", asked: false, refusal: "It is no longer stored." }, panes },
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Exchange]);
onRpc("has_group", () => true);

async function mountField(resId: number, name: "file" | "panes"): Promise<void> {
  const arch = `<form><field name="${name}" widget="integration_${name}"/></form>`;
  await mountView({ type: "form", resModel: "suture.exchange", resId, arch });
}

test("a file is shown segment by segment, indented, with the document and what is in question marked", async () => {
  await mountField(1, "file");
  expect(queryAllTexts(".o_suture_file_line")).toEqual([
    "ISA*00",
    "ST*855*0001… lines of another document: 12",
    "PO1*1*X",
  ]);
  expect(".o_suture_file_line[data-own]").toHaveStyle({ "padding-left": "4.5em" }, { inline: true });
  expect(".o_suture_file_line [data-flag]").toHaveText("X");
  expect(".o_suture_file_line [data-flag]").toHaveAttribute("title", `PO102 quantity: ${WHY}`);
  expect(queryAllTexts(".o_suture_file_positions li")).toEqual([WHY]);
  expect(".o_suture_file_heading").toHaveText("855.x12");
  expect(".o_suture_file").toHaveText(/Lines not shown: 3\./);
});

test("two messages are compared with signs, words for screen readers, and the different values marked", async () => {
  await mountField(2, "file");
  expect(queryAllTexts(".o_suture_file_sign")).toEqual(["−", "+"]);
  expect(queryAllTexts(".o_suture_file_line .visually-hidden")).toEqual([
    "Only in the earlier message:",
    "Only in this message:",
  ]);
  expect(queryAllTexts("[data-differs]")).toEqual(["5", "6"]);
  expect(".o_suture_file_note").toHaveText("Compared with the earlier message.");
});

test("a file that is not here is requested", async () => {
  onRpc("suture.exchange", "action_show_file", ({ args }) => {
    expect.step(JSON.stringify(args));
    return true;
  });
  await mountField(3, "file");
  expect(".o_suture_file_missing").toHaveText(/The file is stored in the sidecar\./);
  await contains(".o_suture_file_show").click();
  expect.verifySteps(["[[3]]"]);
});

test("a requested file says so, and a refusal gives its reason", async () => {
  await mountField(4, "file");
  expect("[role='status']").toHaveText("Requested. The file will appear here shortly.");
  expect(".o_suture_file_show").toHaveCount(0);
  await mountField(5, "file");
  expect("[role='alert']").toHaveText("It is no longer stored.");
});

test("the pane of a sent document shows its file", async () => {
  await mountField(1, "panes");
  expect("[data-pane='arrived'] h3").toHaveText("Sent document");
  expect("[data-pane='arrived'] .o_suture_file_line").toHaveCount(3);
  expect(".o_suture_pane_file").toHaveCount(0);
});

test("the pane of a received document shows values, and the file on request", async () => {
  await mountField(2, "panes");
  expect("[data-pane='arrived'] .o_suture_file_line").toHaveCount(0);
  await contains(".o_suture_pane_file").click();
  expect("[data-pane='arrived'] .o_suture_file_line").toHaveCount(3);
  expect(".o_suture_pane_file").toHaveAttribute("aria-pressed", "true");
  await contains(".o_suture_pane_file").click();
  expect("[data-pane='arrived'] dd").toHaveText("5.25");
});
