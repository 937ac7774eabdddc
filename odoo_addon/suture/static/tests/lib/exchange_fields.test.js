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

;// ./static/suture/tests/journey_fixture.ts
/* unused harmony import specifier */ var mountView;

class Order extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "purchase.order";
  name = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Char();
  integration_state = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Selection({
    selection: [
      ["none", "Not sent"],
      ["in_progress", "On its way"],
      ["retrying", "Retrying"],
      ["attention", "Needs attention"],
      ["changed", "Changed, not sent"],
      ["synced", "In sync"]
    ]
  });
  _records = [
    { id: 1, name: "P00001", integration_state: "none" },
    { id: 2, name: "P00002", integration_state: "in_progress" },
    { id: 3, name: "P00003", integration_state: "retrying" },
    { id: 4, name: "P00004", integration_state: "attention" },
    { id: 6, name: "P00006", integration_state: "changed" },
    { id: 5, name: "P00005", integration_state: "synced" }
  ];
}
function stepOf(given) {
  return {
    id: 0,
    icon: "fa-check",
    title: "Order confirmed",
    detail: false,
    state: "done",
    tone: "success",
    state_label: "",
    at: false,
    by: false,
    lines: [],
    reason: false,
    suggestion: false,
    next_attempt_at: false,
    link: false,
    ...given
  };
}
function journeyOf(steps, given = {}) {
  return { state: "synced", label: "In sync", note: false, can_open: true, steps, ...given };
}
async function mountOrderForm(resId) {
  await mountView({
    type: "form",
    resModel: "purchase.order",
    ...resId === void 0 ? {} : { resId },
    arch: `<form><sheet><field name="name"/><field name="integration_state" widget="integration_status"/></sheet></form>`
  });
}

;// ./static/suture/tests/exchange_fields.test.ts






class Exchange extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange";
  findings = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  payload = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  journey = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [
    {
      id: 1,
      findings: [
        {
          code: "PRICE_VARIANCE",
          line: "3",
          field: "price",
          ours: "11.00",
          theirs: "12.50",
          text: "Price is higher."
        },
        {
          code: "UNKNOWN_ITEM",
          line: "4",
          field: "carton_code",
          ours: null,
          theirs: "HM-1",
          text: "Not on the order."
        }
      ],
      payload: { number: "P00001", lines: [{ id: "1" }] },
      journey: { steps: [stepOf({ id: 9, title: "Sent to Harbor Medical Supply" })] }
    },
    { id: 2, findings: false, payload: false, journey: false }
  ];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Exchange]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
async function mountField(name, widget, resId) {
  const arch = `<form><field name="${name}" widget="${widget}"/></form>`;
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "suture.exchange", resId, arch });
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("findings are a table without the columns in which nothing stands", async () => {
  await mountField("findings", "integration_findings", 1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_findings th")).toEqual([
    "Line",
    "Field",
    "Our value",
    "Partner's value",
    "Explanation"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_findings tr[data-code='PRICE_VARIANCE'] td")).toEqual([
    "3",
    "Price",
    "11.00",
    "12.50",
    "Price is higher."
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_findings tr[data-code='UNKNOWN_ITEM'] td")).toEqual([
    "4",
    "carton code",
    "",
    "HM-1",
    "Not on the order."
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("no findings is said in a word", async () => {
  await mountField("findings", "integration_findings", 2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_integration_findings").toHaveText("None");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the payload is folded until somebody asks for it, and folded again", async () => {
  await mountField("payload", "integration_payload", 1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_payload pre").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_payload button").toHaveAttribute("aria-expanded", "false");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_payload button").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_payload pre").toHaveText(/"number": "P00001"/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_payload button").toHaveAttribute("aria-expanded", "true");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_payload button").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_payload pre").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("without a payload there is nothing to unfold", async () => {
  await mountField("payload", "integration_payload", 2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_integration_payload button").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_integration_payload").toHaveText("No document is stored here.");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a journey in a form field is shown as its steps, without links to where one is already", async () => {
  await mountField("journey", "integration_timeline", 1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step_title").toHaveText("Sent to Harbor Medical Supply");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_open").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("an empty journey is said in words", async () => {
  await mountField("journey", "integration_timeline", 2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_integration_timeline").toHaveText("Nothing has happened yet.");
});

