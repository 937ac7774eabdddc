import { waitForChannels as __WEBPACK_EXTERNAL_MODULE__bus_tests_bus_test_helpers_433275e3_waitForChannels__ } from "@bus/../tests/bus_test_helpers";
import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__, waitFor as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__ } from "@odoo/hoot-dom";
import { animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__ } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { MockServer as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_MockServer__, contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, getService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@bus/../tests/bus_test_helpers"

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

;// ./static/suture/tests/live.test.ts








const line = (id, given) => ({
  exchange_id: id,
  name: `Invoice HM-${id}`,
  label: "Queued",
  tone: "muted",
  moving: true,
  reason: "The sidecar is processing it.",
  ...given
});
const started = {
  total: 3,
  finished: 1,
  groups: [
    { label: "Queued", tone: "muted", count: 2 },
    { label: "Not retried", tone: "warning", count: 1 }
  ],
  lines: [
    line(1, {}),
    line(2, {}),
    line(3, { label: "Not retried", tone: "warning", moving: false, reason: "It cannot be retried: Done." })
  ]
};
const finished = {
  ...started,
  finished: 3,
  groups: [{ label: "Done", tone: "success", count: 2 }, ...started.groups.slice(1)],
  lines: [
    ...[1, 2].map((id) => line(id, { label: "Done", tone: "success", moving: false, reason: "" })),
    ...started.lines.slice(2)
  ]
};
class Exchange extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange";
  name = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Char();
  waits_for = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Char();
  _records = [{ id: 1, name: "EX1", waits_for: "The sidecar is processing it." }];
}
class Retry extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange.retry";
  report = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [{ id: 1, report: started }];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Exchange, Order, Retry]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
async function changes() {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__("bus_service").addChannel("suture_test");
  await __WEBPACK_EXTERNAL_MODULE__bus_tests_bus_test_helpers_433275e3_waitForChannels__(["suture_test"]);
  return (changed) => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_MockServer__.env["bus.bus"]?._sendone("suture_test", "suture.changed", changed);
}
const mountExchange = () => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({
  type: "form",
  resModel: "suture.exchange",
  resId: 1,
  arch: `<form><field name="name"/><field name="waits_for" widget="suture_live"/></form>`
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a moving document says what it waits for, until the bus reports its change", async () => {
  await mountExchange();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_live").toHaveText("The sidecar is processing it.");
  const tell = await changes();
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "web_read", () => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step("read");
    return [{ id: 1, name: "EX1", waits_for: false }];
  });
  tell({ "suture.exchange": [2], "purchase.order": [1] });
  tell({ "suture.exchange": [1] });
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__(".o_field_widget[name=waits_for]:not(:has(.o_suture_live))");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["read"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a form that is being edited is not reloaded", async () => {
  await mountExchange();
  const tell = await changes();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_field_widget[name=name] input").edit("My own");
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "web_read", () => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step("read");
    return [];
  });
  tell({ "suture.exchange": [1] });
  tell({ "suture.exchange.retry": [1] });
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_field_widget[name=name] input").toHaveValue("My own");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the badge of an order changes when the bus reports it", async () => {
  await mountOrderForm(2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_badge").toHaveText("On its way");
  const tell = await changes();
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("purchase.order", "web_read", () => [{ id: 2, name: "P00002", integration_state: "synced" }]);
  tell({ "purchase.order": [2] });
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__(".o_suture_badge[data-state=synced]");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a retry of several documents reports each of them, with its progress", async () => {
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({
    type: "form",
    resModel: "suture.exchange.retry",
    resId: 1,
    arch: `<form><field name="report" widget="suture_retry_report"/></form>`
  });
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_retry_progress").toHaveText("1 of 3 finished");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_retry_counts").toHaveText("Queued: 2 \xB7 Not retried: 1");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_retry_line:last .o_suture_retry_reason").toHaveText("It cannot be retried: Done.");
  const tell = await changes();
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange.retry", "web_read", () => [{ id: 1, report: finished }]);
  tell({ "suture.exchange": [2] });
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__(".o_suture_retry_progress:contains(3 of 3 finished)");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_retry_progress").toHaveText("3 of 3 finished");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_retry_line .badge")).toEqual(["Done", "Done", "Not retried"]);
});

