import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import "@suture_purchase/lib/suture_purchase";
import { defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@suture_purchase/lib/suture_purchase"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture_purchase/tests/order_changes.test.ts




class Order extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "purchase.order";
  changes = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [
    {
      id: 1,
      changes: {
        columns: ["Sent", "Answered", "Now"],
        rows: [{ about: "Line 1, Gloves", label: "Quantity", values: ["10 Box", "10 Box", "50 Box"] }]
      }
    },
    { id: 2, changes: false }
  ];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Order]);
const arch = `<form><field name="changes" widget="suture_order_changes"/></form>`;
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what was sent, answered and is on the order now stands in three columns", async () => {
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "purchase.order", resId: 1, arch });
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_order_changes thead th:not(:first-child)").toHaveCount(3);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_order_changes tbody th").toHaveText("Line 1, Gloves\nQuantity");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_order_changes tbody td:last-child").toHaveText("50 Box");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_order_changes tbody td:last-child").toHaveClass("fw-bolder");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("nothing is shown if nothing has changed", async () => {
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "purchase.order", resId: 2, arch });
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_order_changes").toHaveCount(0);
});

