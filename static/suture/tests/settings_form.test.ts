import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, queryAllValues } from "@odoo/hoot-dom";
import { animationFrame, Deferred } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import {
  contains,
  defineModels,
  fields,
  models,
  mountView,
  onRpc,
  patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { localization } from "@web/core/l10n/localization";

class Connection extends models.Model {
  override _name = "suture.connection";

  format_code = fields.Char();
  format_options = fields.Text();
  choices = fields.Json();
  settings_loaded = fields.Json();

  override _onChanges = { format_options: () => undefined };

  override _records = [
    {
      id: 1,
      format_code: "x12",
      settings_loaded: { format_options: { owner: "x12", values: { item: { buyer: "IN" }, skipped: [] } } },
      format_options: '{"item":{"buyer":"IN"},"skipped":[]}',
      choices: [
        ["x12", "X12"],
        ["hl7v2", "HL7 v2"],
      ],
    },
    { id: 2, format_code: "lines-xml", format_options: "{}", choices: [["x12", "X12"]] },
  ];
}

const setting = (path: string, label: string, type: string, more: object = {}) => ({
  path,
  label,
  type,
  help: "",
  group: "",
  unit: "",
  is_money: false,
  record_model: "",
  choices: [],
  value_choices: [],
  default: null,
  minimum: null,
  maximum: null,
  pattern: null,
  item_pattern: null,
  example: null,
  value_example: null,
  ...more,
});
const choices = (...values: string[]) => values.map((value) => ({ value, label: `${value}!` }));

const settings = [
  setting("type", "Order Type", "choice", { default: "NE", choices: choices("NE", "SA"), help: "BEG02." }),
  setting("most", "Most", "integer", { default: 50, minimum: 1, unit: "lines" }),
  setting("percent", "Percent", "decimal", { default: 2, maximum: 100_000_000 }),
  setting("sends", "Sends Texts", "boolean", { default: true }),
  setting("skipped", "Skipped", "list", { default: ["ADT"], item_pattern: "^[A-Z]{3}$" }),
  setting("classes", "Classes", "map", { value_choices: choices("in", "out") }),
  setting("item.buyer", "Our Numbers", "text", { default: "BP", group: "Items", pattern: "^[A-Z]{2}$" }),
];

describe.current.tags("desktop");
defineMailModels();
defineModels([Connection]);
onRpc("has_group", () => true);

let saved: Record<string, unknown>[] = [];
let loadedAtSave: unknown[] = [];
beforeEach(() => {
  saved = [];
  loadedAtSave = [];
  onRpc("suture.connection", "get_settings_form", ({ args }) => {
    expect.step(`settings of ${args[2]}`);
    return { settings, names: {}, currency: "USD" };
  });
  onRpc("suture.connection", "web_save", ({ args }) => {
    const sent = args[1] as { format_options: string; settings_loaded: unknown };
    saved.push(JSON.parse(sent.format_options));
    loadedAtSave.push(sent.settings_loaded);
  });
});

const row = (path: string) => `.o_suture_setting[data-path='${path}']`;

async function mountForm(readonly = false): Promise<void> {
  const options = `options="{'owners': 'format_code'}"${readonly ? ' readonly="1"' : ""}`;
  const arch = `<form><field name="format_code"/><field name="format_options" widget="suture_settings" ${options}/></form>`;
  await mountView({ type: "form", resModel: "suture.connection", resId: 1, arch });
}

test("each setting has its label, its default as placeholder, its unit and its section", async () => {
  await mountForm();
  expect(queryAllTexts(".o_suture_setting label")).toEqual([
    "Order Type",
    "Most",
    "Percent",
    "Sends Texts",
    "Skipped",
    "Classes",
    "Our Numbers",
  ]);
  expect(queryAllTexts(".o_suture_settings_section h4")).toEqual(["Items"]);
  expect(`${row("most")} input`).toHaveAttribute("placeholder", "50");
  expect(row("most")).toHaveText(/lines/);
  expect(row("type")).toHaveText(/BEG02\./);
  expect(`${row("item.buyer")} input`).toHaveValue("IN");
  expect(`${row("sends")} input`).toBeChecked();
  expect.verifySteps(["settings of x12"]);
});

test("what differs from the default is kept, in its place and in its type", async () => {
  await mountForm();
  await contains(`${row("type")} select`).select("SA");
  await contains(`${row("most")} input`).edit("1,200");
  await contains(`${row("percent")} input`).edit("2.5");
  await contains(`${row("sends")} input`).click();
  await contains(`${row("skipped")} input`).edit("ADT, SIU");
  await contains(".o_form_button_save").click();
  expect(saved).toEqual([
    { item: { buyer: "IN" }, type: "SA", most: 1200, percent: 2.5, sends: false, skipped: ["ADT", "SIU"] },
  ]);
  expect.verifySteps(["settings of x12"]);
});

test("changes that are made while the server still sees the first one are all saved", async () => {
  const seen = new Deferred();
  let count = 0;
  onRpc("suture.connection", "onchange", async () => {
    count += 1;
    await seen;
    return { value: {} };
  });
  await mountForm();
  await contains(`${row("most")} input`).edit("60");
  await contains(`${row("percent")} input`).edit("3");
  expect(count).toBe(1);
  await contains(".o_form_button_save").click();
  seen.resolve();
  await animationFrame();
  await animationFrame();
  await animationFrame();
  expect(saved).toEqual([{ item: { buyer: "IN" }, skipped: [], most: 60, percent: 3 }]);
  expect.verifySteps(["settings of x12"]);
});

test("what is being typed stays while the server sees another change", async () => {
  const seen = new Deferred();
  onRpc("suture.connection", "onchange", async () => {
    await seen;
    return { value: {} };
  });
  await mountForm();
  await contains(`${row("classes")} .o_suture_add`).click();
  await contains(`${row("most")} input`).edit("60");
  await contains(`${row("percent")} input`).edit("3", { confirm: false });
  await contains(`${row("classes")} input`).edit("OB", { confirm: false });
  seen.resolve();
  await animationFrame();
  await animationFrame();
  expect(`${row("percent")} input`).toHaveValue("3");
  expect(`${row("classes")} input`).toHaveValue("OB");
  expect.verifySteps(["settings of x12"]);
});

test("a default that is entered, and a setting that is reset, are not kept", async () => {
  await mountForm();
  await contains(`${row("most")} input`).edit("50");
  await contains(`${row("item.buyer")} .o_suture_reset`).click();
  await contains(`${row("skipped")} .o_suture_reset`).click();
  await contains(`${row("sends")} input`).click();
  await contains(".o_form_button_save").click();
  expect(saved).toEqual([{ sends: false }]);
  expect(`${row("item.buyer")} .o_suture_reset`).toHaveCount(0);
  expect.verifySteps(["settings of x12"]);
});

test("what cannot stand there is said at once and is not saved", async () => {
  await mountForm();
  await contains(`${row("most")} input`).edit("0");
  expect(queryAllTexts(".o_suture_problem")).toEqual(["Enter a number of at least 1."]);
  expect(`${row("most")} input`).toHaveValue("0");
  await contains(`${row("percent")} input`).edit("many");
  await contains(`${row("item.buyer")} input`).edit("buyer");
  expect(queryAllTexts(".o_suture_problem")).toEqual([
    "Enter a number of at least 1.",
    "Enter a number.",
    "“buyer” does not have the expected form.",
  ]);
  await contains(".o_form_button_save").click();
  expect(saved).toEqual([]);
  // A valid input beside the others does not make the form valid.
  await contains(`${row("type")} select`).select("SA");
  await contains(".o_form_button_save").click();
  expect(saved).toEqual([]);
  await contains(`${row("type")} select`).select("");
  await contains(`${row("most")} input`).edit("7");
  await contains(`${row("percent")} input`).edit("");
  await contains(`${row("item.buyer")} input`).edit("ZZ");
  await contains(".o_form_button_save").click();
  expect(saved).toEqual([{ item: { buyer: "ZZ" }, skipped: [], most: 7 }]);
  expect.verifySteps(["settings of x12"]);
});

test("a change is sent with the values that the form was opened with", async () => {
  await mountForm();
  await contains(`${row("most")} input`).edit("7");
  await contains(`${row("item.buyer")} input`).edit("ZZ");
  await contains(".o_form_button_save").click();
  expect(loadedAtSave).toEqual([
    { format_options: { owner: "x12", values: { item: { buyer: "IN" }, skipped: [] } }, edited: true },
  ]);
  expect.verifySteps(["settings of x12"]);
});

test("after Discard, nothing is left of what was typed, and the next change is saved", async () => {
  await mountForm();
  await contains(`${row("most")} input`).edit("0");
  await contains(`${row("item.buyer")} input`).edit("buyer");
  await contains(`${row("classes")} .o_suture_add`).click();
  await contains(`${row("classes")} input`).edit("OBS");
  expect(".o_suture_problem").toHaveCount(2);
  await contains(".o_form_button_cancel").click();
  await animationFrame();
  expect(".o_suture_problem").toHaveCount(0);
  expect(".is-invalid").toHaveCount(0);
  expect(".o_field_invalid").toHaveCount(0);
  expect(`${row("most")} input`).toHaveValue("");
  expect(`${row("item.buyer")} input`).toHaveValue("IN");
  expect(`${row("classes")} input`).toHaveCount(0);
  await contains(`${row("percent")} input`).edit("3");
  await animationFrame();
  expect(".o_field_invalid").toHaveCount(0);
  await contains(".o_form_button_save").click();
  expect(".o_notification").toHaveCount(0);
  expect(saved).toEqual([{ item: { buyer: "IN" }, skipped: [], percent: 3 }]);
  expect.verifySteps(["settings of x12"]);
});

test("a number is shown with the decimals that it has", async () => {
  await mountForm();
  for (const [typed, shown] of [
    ["1234567.89", "1,234,567.89"],
    ["98765432.1", "98,765,432.1"],
    ["0.1", "0.1"],
    ["12", "12"],
  ] as const) {
    await contains(`${row("percent")} input`).edit(typed);
    expect(`${row("percent")} input`).toHaveValue(shown);
  }
  expect.verifySteps(["settings of x12"]);
});

test("a decimal comma is read as such, and a misplaced separator is not read as a thousand", async () => {
  await mountForm();
  patchWithCleanup(localization, { decimalPoint: ",", thousandsSep: "." }); // mounting sets the notation of the test's user
  await contains(`${row("percent")} input`).edit("2,5");
  expect(`${row("percent")} input`).toHaveValue("2,5");
  for (const typed of ["2.5", "1.2345", "12.50", "1,5.000"]) {
    await contains(`${row("percent")} input`).edit(typed);
    expect(queryAllTexts(".o_suture_problem")).toEqual(["Enter a number."]);
  }
  await contains(`${row("percent")} input`).edit("1.234,5");
  await contains(".o_form_button_save").click();
  expect(saved).toEqual([{ item: { buyer: "IN" }, skipped: [], percent: 1234.5 }]);
  expect.verifySteps(["settings of x12"]);
});

test("pairs of a map are entered a row each", async () => {
  await mountForm();
  await contains(`${row("classes")} .o_suture_add`).click();
  await contains(`${row("classes")} input`).edit("OBS");
  await contains(`${row("classes")} select`).select("out");
  await contains(".o_form_button_save").click();
  expect(saved).toEqual([{ item: { buyer: "IN" }, skipped: [], classes: { OBS: "out" } }]);
  expect.verifySteps(["settings of x12"]);
});

test("who may only read sees values in words, defaults in grey", async () => {
  await mountForm(true);
  expect(queryAllValues(".o_suture_setting input")).toEqual([]);
  expect(queryAllTexts(".o_suture_setting_value")).toEqual([
    "NE!",
    "50 lines",
    "2",
    "Yes",
    "None",
    "None",
    "IN",
  ]);
  expect(`${row("most")} .o_suture_setting_value`).toHaveClass("text-muted");
  expect(`${row("item.buyer")} .o_suture_setting_value`).not.toHaveClass("text-muted");
  expect.verifySteps(["settings of x12"]);
});

test("another format has other settings", async () => {
  await mountForm();
  await contains(".o_field_widget[name='format_code'] input").edit("hl7v2");
  await animationFrame();
  expect.verifySteps(["settings of x12", "settings of hl7v2"]);
});

test("a code is chosen by its label, and one that is unknown is shown as it is", async () => {
  const arch = `<form><field name="choices" invisible="1"/>
    <field name="format_code" widget="suture_code" options="{'choices': 'choices'}"/></form>`;
  await mountView({ type: "form", resModel: "suture.connection", resId: 2, arch });
  expect(queryAllTexts("[name='format_code'] option")).toEqual(["", "X12", "lines-xml"]);
  expect("[name='format_code'] select").toHaveValue("lines-xml");
});
