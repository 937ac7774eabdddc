import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__, waitFor as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__ } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/tests/integration_decisions.test.ts





const price = {
  at: 0,
  line: "1",
  field: "price",
  ours: "4.50",
  theirs: "5.25",
  text: "Line 1: the vendor's price is 5.25 instead of 4.50.",
  options: [
    { code: "accept", label: "Accept", help: "Apply the partner's value.", detail: "" },
    { code: "keep-ours", label: "Keep our value", help: "Change nothing.", detail: "" }
  ],
  chosen: { code: "accept", record: null }
};
const rejected = {
  at: 1,
  line: "2",
  field: "quantity",
  ours: "10 \xD7 Box",
  theirs: null,
  text: "Line 2: the vendor rejected the line.",
  options: [
    { code: "drop", label: "Remove from the order", help: "Reduce the line.", detail: "" },
    { code: "reorder", label: "Order from the next vendor", help: "", detail: "Vendor: Alder Medical" }
  ],
  chosen: null
};
const shown = {
  outcome: "would-apply",
  note: "Line 1 changed.",
  records: [
    {
      title: "Purchase Order Line: P1: Gloves",
      is_new: false,
      rows: [{ field: "price_unit", label: "Unit Price", before: "4.50", after: "5.25" }]
    },
    {
      title: "Purchase Order: P2",
      is_new: true,
      rows: [{ field: "partner_id", label: "Vendor", before: "", after: "Alder Medical" }]
    }
  ]
};
class Accept extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange.accept";
  exchange_id = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  rows = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  shown = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  reason = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Char();
  _records = [
    { id: 1, exchange_id: { id: 7 }, rows: [price, rejected], shown: false },
    { id: 2, exchange_id: { id: 7 }, rows: [price], shown }
  ];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Accept]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
const mountWindow = (resId) => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({
  type: "form",
  resModel: "suture.exchange.accept",
  resId,
  arch: `<form><field name="exchange_id" invisible="1"/><field name="shown" invisible="1"/>
      <field name="rows" widget="integration_decisions"/><field name="reason"/></form>`
});
const answers = (preview) => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange.accept", "web_read", () => [
  { id: 1, exchange_id: { id: 7 }, rows: [price, rejected], shown: preview, reason: false }
]);
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("each change is shown with its record, before and after", async () => {
  await mountWindow(2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_changed_record")).toEqual([
    "Purchase Order Line: P1: Gloves",
    "New Purchase Order: P2"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("tr[data-field='price_unit'] td")).toEqual(["Unit Price", "4.50", "5.25"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_waiting").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("it waits for the preview, and asks for another one after each choice", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange.accept", "decide", ({ args }) => {
    const [ids, chosen] = args;
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(`${ids} ${chosen.map(({ at, code }) => `${at}:${code}`).join(" ")}`);
    answers(shown);
    return true;
  });
  await mountWindow(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_waiting").toHaveText("Waiting for the preview from the sidecar\u2026");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("tr[data-at='1'] option")).toEqual([
    "Decide later",
    "Remove from the order",
    "Order from the next vendor (Vendor: Alder Medical)"
  ]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("tr[data-at='1'] select").select("reorder");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["1 0:accept 1:reorder"]);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__("tr[data-field='price_unit']");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_decided .text-warning-emphasis").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a finding that is decided later is said to remain open", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange.accept", "decide", () => {
    answers({ ...shown, outcome: "exception", records: [] });
    return true;
  });
  await mountWindow(1);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("tr[data-at='0'] select").select("keep-ours");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__(".o_suture_decided .text-warning-emphasis");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_decided h4").toHaveText(
    "Nothing will change yet: the document would still need a decision."
  );
});

