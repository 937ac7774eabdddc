import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__ } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/tests/source_file.test.ts





const part = (text, given = {}) => ({
  text,
  label: "",
  flag: false,
  differs: false,
  why: "",
  ...given
});
const segment = (text, given = {}) => ({
  depth: 0,
  own: false,
  side: "",
  skipped: 0,
  flag: false,
  parts: text.split("*").map((each) => part(each)),
  ...given
});
const WHY = "Line 1, PO102 quantity: invalid code (7)";
const file = {
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
      parts: [part("PO1"), part("1"), part("X", { flag: true, label: "PO102 quantity", why: WHY })]
    })
  ]
};
const comparison = {
  ...file,
  kind: "comparison",
  positions: [],
  notes: ["Compared with the earlier message."],
  more: 0,
  lines: [
    segment("PO1*5", { side: "earlier", parts: [part("PO1"), part("5", { differs: true })] }),
    segment("PO1*6", { side: "later", parts: [part("PO1"), part("6", { differs: true })] })
  ]
};
const panes = {
  arrived: { sections: [], empty: "", file, outbound: true },
  understood: { sections: [], empty: "x" },
  ours: { sections: [], empty: "x" }
};
const row = { label: "Price", value: "5.25", fields: ["price"], flag: false };
const valued = {
  ...panes,
  arrived: { sections: [{ title: "PO1 1", line: "1", flag: false, rows: [row] }], empty: "", file }
};
class Exchange extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange";
  file = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  panes = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [
    { id: 1, file, panes },
    { id: 2, file: comparison, panes: valued },
    { id: 3, file: { empty: "The file is stored in the sidecar.", asked: false, refusal: "" }, panes },
    { id: 4, file: { empty: "", asked: true, refusal: "" }, panes },
    { id: 5, file: { empty: "", asked: false, refusal: "It is no longer stored." }, panes }
  ];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Exchange]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
async function mountField(resId, name) {
  const arch = `<form><field name="${name}" widget="integration_${name}"/></form>`;
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "suture.exchange", resId, arch });
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a file is shown segment by segment, indented, with the document and what is in question marked", async () => {
  await mountField(1, "file");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_file_line")).toEqual([
    "ISA*00",
    "ST*855*0001\u2026 lines of another document: 12",
    "PO1*1*X"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_file_line[data-own]").toHaveStyle({ "padding-left": "4.5em" }, { inline: true });
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_file_line [data-flag]").toHaveText("X");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_file_line [data-flag]").toHaveAttribute("title", `PO102 quantity: ${WHY}`);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_file_positions li")).toEqual([WHY]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_file_heading").toHaveText("855.x12");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_file").toHaveText(/Lines not shown: 3\./);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("two messages are compared with signs, words for screen readers, and the different values marked", async () => {
  await mountField(2, "file");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_file_sign")).toEqual(["\u2212", "+"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_file_line .visually-hidden")).toEqual([
    "Only in the earlier message:",
    "Only in this message:"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[data-differs]")).toEqual(["5", "6"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_file_note").toHaveText("Compared with the earlier message.");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a file that is not here is requested", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "action_show_file", ({ args }) => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(args));
    return true;
  });
  await mountField(3, "file");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_file_missing").toHaveText(/The file is stored in the sidecar\./);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_file_show").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["[[3]]"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a requested file says so, and a refusal gives its reason", async () => {
  await mountField(4, "file");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[role='status']").toHaveText("Requested. The file will appear here shortly.");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_file_show").toHaveCount(0);
  await mountField(5, "file");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[role='alert']").toHaveText("It is no longer stored.");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the pane of a sent document shows its file", async () => {
  await mountField(1, "panes");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='arrived'] h3").toHaveText("Sent document");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='arrived'] .o_suture_file_line").toHaveCount(3);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_file").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the pane of a received document shows values, and the file on request", async () => {
  await mountField(2, "panes");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='arrived'] .o_suture_file_line").toHaveCount(0);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_file").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='arrived'] .o_suture_file_line").toHaveCount(3);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_file").toHaveAttribute("aria-pressed", "true");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_file").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='arrived'] dd").toHaveText("5.25");
});

