import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__ } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import "@suture_purchase/lib/suture_purchase";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, mockService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@suture/lib/suture"

;// external "@suture_purchase/lib/suture_purchase"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture_purchase/tests/bill_match.test.ts






const early = {
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
    { text: "Accept\u2026", call: ["suture.exchange", "action_ask_accept", [1]] }
  ]
};
const fine = { ...early, line: "2", verdict: "Matches", detail: "", tone: "success", actions: [] };
const unknown = { ...fine, line: "3", ordered: "", received: "", billed: "", invoiced: "" };
class Exchange extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange";
  bill_match = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [{ id: 1, bill_match: { rows: [early, fine, unknown] } }];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Exchange]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
const mountMatch = () => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({
  type: "form",
  resModel: "suture.exchange",
  resId: 1,
  arch: `<form><field name="bill_match" widget="suture_bill_match"/></form>`
});
const quantities = (line) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(`.o_suture_match tr[data-line='${line}'] .o_suture_match_quantity span:last-child`);
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("each line shows what was ordered, received and invoiced, and the verdict", async () => {
  await mountMatch();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(quantities("1")).toEqual(["10.00 Box", "4.00 Box", "0.00 Box", "10.00 Box"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(quantities("3")).toEqual(["\u2013", "\u2013", "\u2013", "\u2013"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_match strong")).toEqual(["Goods not received yet", "Matches", "Matches"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("tr[data-line='1'] .o_suture_match_verdict").toHaveText(/four were received/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("tr[data-line='2'] button").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the actions of a line open what helps", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("purchase.order", "action_view_picking", ({ args }) => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(`receipt of ${args[0]}`);
    return { type: "ir.actions.act_window", res_model: "stock.picking" };
  });
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("action", {
    doAction: (action) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(`open ${action.res_model}`)
  });
  await mountMatch();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("tr[data-line='1'] button")).toEqual(["Open Receipt", "Accept\u2026"]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("tr[data-line='1'] button:first").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["receipt of 7", "open stock.picking"]);
});

