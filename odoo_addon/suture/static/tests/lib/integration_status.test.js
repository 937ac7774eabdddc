import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { press as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_press__ } from "@odoo/hoot-dom";
import { animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__ } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@odoo/hoot-mock"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/tests/journey_fixture.ts

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
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({
    type: "form",
    resModel: "purchase.order",
    ...resId === void 0 ? {} : { resId },
    arch: `<form><sheet><field name="name"/><field name="integration_state" widget="integration_status"/></sheet></form>`
  });
}

;// ./static/suture/tests/integration_status.test.ts







__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Order]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
const integration_status_test_button = ".o_field_integration_status button[aria-haspopup='dialog']";
async function mountOrderList() {
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({
    type: "list",
    resModel: "purchase.order",
    arch: `<list><field name="name"/><field name="integration_state" widget="integration_status"/></list>`,
    selectRecord: (resId) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(`open record ${resId}`)
  });
}
function badgeOf(name) {
  return `.o_data_row:contains(${name}) .badge`;
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("each state has its text, its colour and its icon", async () => {
  await mountOrderList();
  const expected = [
    ["P00001", "Not sent", "bg-200", "fa-circle-o"],
    ["P00002", "On its way", "text-bg-300", "fa-paper-plane-o"],
    ["P00003", "Retrying", "text-bg-info", "fa-refresh"],
    ["P00004", "Needs attention", "text-bg-danger", "fa-exclamation-circle"],
    ["P00006", "Changed, not sent", "text-bg-warning", "fa-pencil"],
    ["P00005", "In sync", "text-bg-success", "fa-check"]
  ];
  for (const [name, text, color, icon] of expected) {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(badgeOf(name)).toHaveText(text);
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(badgeOf(name)).toHaveClass(color);
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${badgeOf(name)} .fa`).toHaveClass(icon);
  }
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("in a list a click on the badge opens the popover, not the record", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("get_integration_journey", ({ model, args }) => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(`${model} ${JSON.stringify(args)}`);
    return journeyOf([stepOf({ title: "Sent to Harbor Medical Supply" })]);
  });
  await mountOrderList();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(badgeOf("P00005")).click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_popover .o_suture_step_title").toHaveText("Sent to Harbor Medical Supply");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["purchase.order [[5]]"]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_data_row:contains(P00005) [name='name']").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["open record 5"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("in a list the Enter key on the badge stays with the badge", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("get_integration_journey", () => journeyOf([]));
  await mountOrderList();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`.o_data_row:contains(P00004) ${integration_status_test_button}`).focus();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_press__("Enter");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_popover").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the button says whether its popover is open; Escape closes it and the focus returns", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("get_integration_journey", () => journeyOf([]));
  await mountOrderForm(5);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(integration_status_test_button).toHaveAttribute("aria-expanded", "false");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(integration_status_test_button).click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_popover[role='dialog']").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(integration_status_test_button).toHaveAttribute("aria-expanded", "true");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_press__("Escape");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_popover").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(integration_status_test_button).toHaveAttribute("aria-expanded", "false");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(integration_status_test_button).toBeFocused();
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a second click closes the popover", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("get_integration_journey", () => journeyOf([]));
  await mountOrderForm(5);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(integration_status_test_button).click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_popover").toHaveCount(1);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(integration_status_test_button).click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_popover").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a new record shows its badge without a popover", async () => {
  await mountOrderForm();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_integration_status .badge").toHaveText("Not sent");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_integration_status button").toHaveCount(0);
});

