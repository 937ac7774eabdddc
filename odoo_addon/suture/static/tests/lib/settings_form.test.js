import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { beforeEach as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_beforeEach__, describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__, queryAllValues as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllValues__ } from "@odoo/hoot-dom";
import { Deferred as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_Deferred__, animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__ } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__, patchWithCleanup as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_patchWithCleanup__ } from "@web/../tests/web_test_helpers";
import { localization as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_localization_6ed3fb2b_localization__ } from "@web/core/l10n/localization";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@odoo/hoot-mock"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// external "@web/core/l10n/localization"

;// ./static/suture/tests/settings_form.test.ts







class Connection extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.connection";
  format_code = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Char();
  format_options = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Text();
  choices = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  settings_loaded = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _onChanges = { format_options: () => void 0 };
  _records = [
    {
      id: 1,
      format_code: "x12",
      settings_loaded: { format_options: { owner: "x12", values: { item: { buyer: "IN" }, skipped: [] } } },
      format_options: '{"item":{"buyer":"IN"},"skipped":[]}',
      choices: [
        ["x12", "X12"],
        ["hl7v2", "HL7 v2"]
      ]
    },
    { id: 2, format_code: "lines-xml", format_options: "{}", choices: [["x12", "X12"]] }
  ];
}
const setting = (path, label, type, more = {}) => ({
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
  ...more
});
const choices = (...values) => values.map((value) => ({ value, label: `${value}!` }));
const settings = [
  setting("type", "Order Type", "choice", { default: "NE", choices: choices("NE", "SA"), help: "BEG02." }),
  setting("most", "Most", "integer", { default: 50, minimum: 1, unit: "lines" }),
  setting("percent", "Percent", "decimal", { default: 2, maximum: 1e8 }),
  setting("sends", "Sends Texts", "boolean", { default: true }),
  setting("skipped", "Skipped", "list", { default: ["ADT"], item_pattern: "^[A-Z]{3}$" }),
  setting("classes", "Classes", "map", { value_choices: choices("in", "out") }),
  setting("item.buyer", "Our Numbers", "text", { default: "BP", group: "Items", pattern: "^[A-Z]{2}$" })
];
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Connection]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
let saved = [];
let loadedAtSave = [];
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_beforeEach__(() => {
  saved = [];
  loadedAtSave = [];
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.connection", "get_settings_form", ({ args }) => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(`settings of ${args[2]}`);
    return { settings, names: {}, currency: "USD" };
  });
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.connection", "web_save", ({ args }) => {
    const sent = args[1];
    saved.push(JSON.parse(sent.format_options));
    loadedAtSave.push(sent.settings_loaded);
  });
});
const row = (path) => `.o_suture_setting[data-path='${path}']`;
async function mountForm(readonly = false) {
  const options = `options="{'owners': 'format_code'}"${readonly ? ' readonly="1"' : ""}`;
  const arch = `<form><field name="format_code"/><field name="format_options" widget="suture_settings" ${options}/></form>`;
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "suture.connection", resId: 1, arch });
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("each setting has its label, its default as placeholder, its unit and its section", async () => {
  await mountForm();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_setting label")).toEqual([
    "Order Type",
    "Most",
    "Percent",
    "Sends Texts",
    "Skipped",
    "Classes",
    "Our Numbers"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_settings_section h4")).toEqual(["Items"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("most")} input`).toHaveAttribute("placeholder", "50");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(row("most")).toHaveText(/lines/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(row("type")).toHaveText(/BEG02\./);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("item.buyer")} input`).toHaveValue("IN");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("sends")} input`).toBeChecked();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what differs from the default is kept, in its place and in its type", async () => {
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("type")} select`).select("SA");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("most")} input`).edit("1,200");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit("2.5");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("sends")} input`).click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("skipped")} input`).edit("ADT, SIU");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([
    { item: { buyer: "IN" }, type: "SA", most: 1200, percent: 2.5, sends: false, skipped: ["ADT", "SIU"] }
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("changes that are made while the server still sees the first one are all saved", async () => {
  const seen = new __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_Deferred__();
  let count = 0;
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.connection", "onchange", async () => {
    count += 1;
    await seen;
    return { value: {} };
  });
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("most")} input`).edit("60");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit("3");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(count).toBe(1);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  seen.resolve();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([{ item: { buyer: "IN" }, skipped: [], most: 60, percent: 3 }]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what is being typed stays while the server sees another change", async () => {
  const seen = new __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_Deferred__();
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.connection", "onchange", async () => {
    await seen;
    return { value: {} };
  });
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("classes")} .o_suture_add`).click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("most")} input`).edit("60");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit("3", { confirm: false });
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("classes")} input`).edit("OB", { confirm: false });
  seen.resolve();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("percent")} input`).toHaveValue("3");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("classes")} input`).toHaveValue("OB");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a default that is entered, and a setting that is reset, are not kept", async () => {
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("most")} input`).edit("50");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("item.buyer")} .o_suture_reset`).click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("skipped")} .o_suture_reset`).click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("sends")} input`).click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([{ sends: false }]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("item.buyer")} .o_suture_reset`).toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what cannot stand there is said at once and is not saved", async () => {
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("most")} input`).edit("0");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_problem")).toEqual(["Enter a number of at least 1."]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("most")} input`).toHaveValue("0");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit("many");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("item.buyer")} input`).edit("buyer");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_problem")).toEqual([
    "Enter a number of at least 1.",
    "Enter a number.",
    "\u201Cbuyer\u201D does not have the expected form."
  ]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("type")} select`).select("SA");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("type")} select`).select("");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("most")} input`).edit("7");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit("");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("item.buyer")} input`).edit("ZZ");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([{ item: { buyer: "ZZ" }, skipped: [], most: 7 }]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a change is sent with the values that the form was opened with", async () => {
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("most")} input`).edit("7");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("item.buyer")} input`).edit("ZZ");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(loadedAtSave).toEqual([
    { format_options: { owner: "x12", values: { item: { buyer: "IN" }, skipped: [] } }, edited: true }
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("after Discard, nothing is left of what was typed, and the next change is saved", async () => {
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("most")} input`).edit("0");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("item.buyer")} input`).edit("buyer");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("classes")} .o_suture_add`).click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("classes")} input`).edit("OBS");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_problem").toHaveCount(2);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_cancel").click();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_problem").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".is-invalid").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_invalid").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("most")} input`).toHaveValue("");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("item.buyer")} input`).toHaveValue("IN");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("classes")} input`).toHaveCount(0);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit("3");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_invalid").toHaveCount(0);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_notification").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([{ item: { buyer: "IN" }, skipped: [], percent: 3 }]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a number is shown with the decimals that it has", async () => {
  await mountForm();
  for (const [typed, shown] of [
    ["1234567.89", "1,234,567.89"],
    ["98765432.1", "98,765,432.1"],
    ["0.1", "0.1"],
    ["12", "12"]
  ]) {
    await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit(typed);
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("percent")} input`).toHaveValue(shown);
  }
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a decimal comma is read as such, and a misplaced separator is not read as a thousand", async () => {
  await mountForm();
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_patchWithCleanup__(__WEBPACK_EXTERNAL_MODULE__web_core_l10n_localization_6ed3fb2b_localization__, { decimalPoint: ",", thousandsSep: "." });
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit("2,5");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("percent")} input`).toHaveValue("2,5");
  for (const typed of ["2.5", "1.2345", "12.50", "1,5.000"]) {
    await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit(typed);
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_problem")).toEqual(["Enter a number."]);
  }
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("percent")} input`).edit("1.234,5");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([{ item: { buyer: "IN" }, skipped: [], percent: 1234.5 }]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("pairs of a map are entered a row each", async () => {
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("classes")} .o_suture_add`).click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("classes")} input`).edit("OBS");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`${row("classes")} select`).select("out");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_form_button_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(saved).toEqual([{ item: { buyer: "IN" }, skipped: [], classes: { OBS: "out" } }]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("who may only read sees values in words, defaults in grey", async () => {
  await mountForm(true);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllValues__(".o_suture_setting input")).toEqual([]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_setting_value")).toEqual([
    "NE!",
    "50 lines",
    "2",
    "Yes",
    "None",
    "None",
    "IN"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("most")} .o_suture_setting_value`).toHaveClass("text-muted");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${row("item.buyer")} .o_suture_setting_value`).not.toHaveClass("text-muted");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("another format has other settings", async () => {
  await mountForm();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_field_widget[name='format_code'] input").edit("hl7v2");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["settings of x12", "settings of hl7v2"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a code is chosen by its label, and one that is unknown is shown as it is", async () => {
  const arch = `<form><field name="choices" invisible="1"/>
    <field name="format_code" widget="suture_code" options="{'choices': 'choices'}"/></form>`;
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "suture.connection", resId: 2, arch });
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[name='format_code'] option")).toEqual(["", "X12", "lines-xml"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[name='format_code'] select").toHaveValue("lines-xml");
});

