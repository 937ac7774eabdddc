import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__ } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, mockService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/tests/integration_panes.test.ts





const line = (number, price, flag = false) => ({
  title: `Line ${number}`,
  line: number,
  flag,
  rows: [{ label: "Price", value: price, fields: ["price"], flag }]
});
const head = {
  title: "Document",
  line: "",
  flag: false,
  rows: [{ label: "Order", value: "P00012", fields: ["order"], flag: false }]
};
const panes = {
  arrived: { sections: [head, line("1", "5.25", true)], empty: "" },
  understood: { sections: [head, line("1", "5.25 USD", true)], empty: "" },
  ours: {
    sections: [head, line("1", "4.50 USD", true)],
    empty: "",
    record: { model: "purchase.order", id: 7, name: "P00012" }
  }
};
const six = ["1", "2", "3", "4", "5", "6"];
const integration_panes_test_long = six.map((number) => line(number, "5.00", number === "4"));
const nothing = { sections: [], empty: "It is not about any record in Odoo yet." };
class Exchange extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange";
  panes = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [
    { id: 1, panes },
    {
      id: 2,
      panes: {
        arrived: nothing,
        understood: { sections: [head, ...integration_panes_test_long], empty: "" },
        ours: { sections: [head, ...six.map((number) => line(number, "4.00"))], empty: "" }
      }
    },
    {
      id: 3,
      panes: {
        arrived: nothing,
        understood: { sections: [head, ...six.map((n) => line(n, "1"))], empty: "" },
        ours: nothing
      }
    },
    { id: 4, panes: false }
  ];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Exchange]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
async function mountPanes(resId) {
  const arch = `<form><field name="panes" widget="integration_panes"/></form>`;
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "suture.exchange", resId, arch });
}
const linesOf = (pane) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(`[data-pane='${pane}'] [data-line]:not([data-line='']) h4`);
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the three panes stand side by side, each a region with its name", async () => {
  await mountPanes(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_panes h3")).toEqual([
    "What arrived",
    "What was understood",
    "What Odoo has"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("section[data-pane='ours']").toHaveAttribute("aria-label", "What Odoo has");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the field in question is marked in all three, in words too", async () => {
  await mountPanes(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_pane_row[data-flag] dd")).toEqual([
    "5.25\n(in question)",
    "5.25 USD\n(in question)",
    "4.50 USD\n(in question)"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_section[data-flag] [role='img'][aria-label='In question']").toHaveCount(3);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='ours'] [data-line=''] .o_suture_pane_row").not.toHaveAttribute("data-flag");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the record behind the third pane can be opened", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("action", { doAction: (action) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(action)) });
  await mountPanes(1);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-pane='ours'] .o_suture_pane_record").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    JSON.stringify({
      type: "ir.actions.act_window",
      res_model: "purchase.order",
      res_id: 7,
      views: [[false, "form"]],
      target: "current"
    })
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("of a long document the line in question is shown, in every pane; the others when asked for", async () => {
  await mountPanes(2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("understood")).toEqual(["Line 4"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("ours")).toEqual(["Line 4"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_lines").toHaveAttribute("aria-expanded", "false");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_lines").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("ours")).toEqual(six.map((number) => `Line ${number}`));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_lines").toHaveAttribute("aria-expanded", "true");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_lines").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("ours")).toEqual(["Line 4"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a long document in which no line is in question begins with its first lines", async () => {
  await mountPanes(3);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("understood")).toEqual(["Line 1", "Line 2", "Line 3"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a pane without anything to show says why", async () => {
  await mountPanes(2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='arrived'] .o_suture_pane_empty").toHaveText("It is not about any record in Odoo yet.");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("without panes nothing is shown", async () => {
  await mountPanes(4);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_lines").toHaveCount(0);
});

