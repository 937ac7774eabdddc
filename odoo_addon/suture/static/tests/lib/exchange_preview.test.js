import { waitForChannels as __WEBPACK_EXTERNAL_MODULE__bus_tests_bus_test_helpers_433275e3_waitForChannels__ } from "@bus/../tests/bus_test_helpers";
import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__, waitFor as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__ } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { MockServer as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_MockServer__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, getService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@bus/../tests/bus_test_helpers"

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/tests/exchange_preview.test.ts






const preview = {
  outcome: "would-apply",
  note: "8 of 10 promised.",
  changes: [
    {
      model: "purchase.order.line",
      id: 3,
      name: "P1: Gloves",
      field: "product_qty",
      label: "Quantity",
      from: 10,
      to: 8
    },
    {
      model: "account.move",
      id: null,
      name: "BILL/1",
      field: "ref",
      label: "Reference",
      from: null,
      to: "INV-1"
    }
  ]
};
class Exchange extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange";
  preview = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [
    { id: 1, preview: false },
    { id: 2, preview },
    { id: 3, preview: { outcome: "exception", reason: "An item is not known.\nWho?" } }
  ];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Exchange]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
const mountPreview = (resId) => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({
  type: "form",
  resModel: "suture.exchange",
  resId,
  arch: `<form><field name="preview" widget="integration_preview"/></form>`
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the changes are a table: where, what, now and then", async () => {
  await mountPreview(2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_preview strong").toHaveText("It would be applied");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_preview tr[data-field='product_qty'] td")).toEqual([
    "P1: Gloves",
    "Quantity",
    "10",
    "8"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_preview tr[data-field='ref'] td")).toEqual([
    "New: BILL/1",
    "Reference",
    "",
    "INV-1"
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what would need a person says why", async () => {
  await mountPreview(3);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_preview strong").toHaveText("It would become an exception");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_preview_text").toHaveText(/An item is not known\./);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_preview table").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the answer is shown when it arrives over the bus, on its own exchange only", async () => {
  await mountPreview(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_preview").toHaveText(/will appear here shortly/);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__("bus_service").addChannel("suture_test");
  await __WEBPACK_EXTERNAL_MODULE__bus_tests_bus_test_helpers_433275e3_waitForChannels__(["suture_test"]);
  const reads = [];
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "web_read", ({ args }) => {
    reads.push(...args[0]);
    return [{ id: 1, preview }];
  });
  const tell = (id) => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_MockServer__.env["bus.bus"]?._sendone("suture_test", "suture.exchange/preview", { id });
  tell(2);
  tell(1);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__(".o_suture_preview tr[data-field='product_qty']");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(reads).toEqual([1]);
});

