import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__ } from "@odoo/hoot-dom";
import { advanceTime as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__, animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__ } from "@odoo/hoot-mock";
import { registry as __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__ } from "@web/core/registry";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, makeServerError as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__, mockService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__, mountWithCleanup as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@odoo/hoot-mock"

;// external "@web/core/registry"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/tests/exception_menu.test.ts







__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
function mockBus() {
  const listeners = /* @__PURE__ */ new Map();
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("bus_service", {
    subscribe: (type, listener) => void listeners.set(type, listener),
    unsubscribe: (type) => void listeners.delete(type),
    addEventListener() {
    },
    addChannel() {
    },
    deleteChannel() {
    },
    start() {
    }
  });
  return { announce: () => listeners.get("suture.queue")?.({}) };
}
let counts;
async function mountMenu(first, isMember = true) {
  counts = first;
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => isMember);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "get_queue_counts", () => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step("counted");
    return counts;
  });
  const bus = mockBus();
  const { Component } = __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("systray").get("suture.exception_menu");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__(Component);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  return bus;
}
const some = { mine: 3, unassigned: 5, late: 2, both: 4, most: 100 };
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the counter tells what is the user's own or late, to a screen reader in words", async () => {
  await mountMenu(some);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_count").toHaveText("4");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_menu").toHaveAttribute(
    "aria-label",
    "Exceptions: 3 mine, 5 unassigned, 2 late"
  );
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["counted"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("nothing to do is no number", async () => {
  await mountMenu({ mine: 0, unassigned: 0, late: 0, both: 0, most: 100 });
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_menu").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_count").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["counted"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what was not counted to its end says so", async () => {
  await mountMenu({ mine: 3, unassigned: 0, late: 100, both: 100, most: 100 });
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_count").toHaveText("100+");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["counted"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a change of the queue is asked for once, however often it is announced", async () => {
  const bus = await mountMenu(some);
  counts = { ...some, both: 9 };
  bus.announce();
  bus.announce();
  bus.announce();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_count").toHaveText("4");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__(2e3);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_count").toHaveText("9");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["counted", "counted"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what becomes late by itself is noticed", async () => {
  await mountMenu(some);
  counts = { ...some, late: 3, both: 5 };
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__(5 * 6e4 + 2e3);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_count").toHaveText("5");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["counted", "counted"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("while the server is away the counter keeps what it showed", async () => {
  const bus = await mountMenu(some);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "get_queue_counts", () => {
    throw __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__({ message: "boom" });
  });
  bus.announce();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__(2e3);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_count").toHaveText("4");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["counted"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the entries open the queue by their filter", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("action", {
    doAction: (action, options) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(`${action} ${JSON.stringify(options)}`)
  });
  await mountMenu(some);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_exception_menu").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o-dropdown-item")).toEqual([
    "My exceptions\n3",
    "Unassigned exceptions\n5",
    "Late exceptions\n2",
    "All exceptions"
  ]);
  for (const filter of ["late", "unassigned", "mine"]) {
    await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(`.o_suture_exceptions_${filter}`).click();
    await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_exception_menu").click();
  }
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_exceptions_all").click();
  const opened = (context) => `suture.exception_action {"additionalContext":{${context}},"clearBreadcrumbs":true}`;
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    "counted",
    opened('"search_default_late":1'),
    opened('"search_default_unassigned":1'),
    opened('"search_default_mine":1'),
    opened("")
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("an exception that loses its owner is shown as unassigned at once", async () => {
  const bus = await mountMenu(some);
  counts = { ...some, mine: 2, unassigned: 6 };
  bus.announce();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__(2e3);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_menu").toHaveAttribute(
    "aria-label",
    "Exceptions: 2 mine, 6 unassigned, 2 late"
  );
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["counted", "counted"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a user outside the integration's groups has no counter, and nothing is asked", async () => {
  await mountMenu(some, false);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_exception_menu").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([]);
});

