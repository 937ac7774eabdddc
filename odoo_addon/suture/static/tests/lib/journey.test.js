import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__ } from "@odoo/hoot-dom";
import { Deferred as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_Deferred__, animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__, mockDate as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_mockDate__ } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, makeServerError as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__, mockService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

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

;// ./static/suture/tests/journey.test.ts







__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Order]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
const attention = stepOf({
  id: 12,
  title: "Harbor Medical Supply answered",
  state: "attention",
  tone: "danger",
  state_label: "Needs attention",
  lines: ["Line 3, NF-0007: price 12.50 instead of 11.00"],
  reason: "The price is further from ours than agreed.",
  suggestion: "Accept the price on line 3 or call the supplier."
});
async function openJourney(journey) {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("get_integration_journey", () => journey);
  await mountOrderForm(4);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_field_integration_status button").click();
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the steps are told in order, with time in the user's zone, and by whom", async () => {
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_mockDate__("2026-11-20T12:00:00", 2);
  await openJourney(
    journeyOf([
      stepOf({ title: "Order confirmed", by: "Mia Buyer", at: "2026-11-20T09:00:00Z" }),
      stepOf({ id: 11, title: "Sent to Harbor Medical Supply", at: "2026-11-20T09:30:00Z" })
    ])
  );
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_step_title")).toEqual(["Order confirmed", "Sent to Harbor Medical Supply"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step:first .o_suture_step_when > span").toHaveText("3 hours ago \xB7 Mia Buyer");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step:first time").toHaveAttribute("data-tooltip", /11:00/);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a document that needs a person shows the lines, the reason and what to do", async () => {
  await openJourney(journeyOf([attention], { state: "attention", label: "Needs attention" }));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_popover header .badge").toHaveText("Needs attention");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step_state").toHaveText("Needs attention");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_step_lines li")).toEqual(attention.lines);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step_why").toHaveText("The price is further from ours than agreed.");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step_reason").toHaveText(/Accept the price on line 3 or call the supplier\./);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a document that will be tried again says when", async () => {
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_mockDate__("2026-11-20T12:00:00", 0);
  const waiting = { state: "waiting", reason: "The partner cannot be reached." };
  await openJourney(
    journeyOf([
      stepOf({ ...waiting, next_attempt_at: "2026-11-20T12:10:30Z" }),
      stepOf({ ...waiting, next_attempt_at: "2026-11-20T11:59:00Z" })
    ])
  );
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_step_next")).toEqual([
    "Next attempt in 10 minutes",
    "Next attempt shortly"
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("many changed lines are folded until asked for", async () => {
  const lines = Array.from({ length: 17 }, (_, index) => `Line ${index + 1}`);
  await openJourney(journeyOf([stepOf({ lines })]));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step_lines li").toHaveCount(5);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_popover button:contains(Show all 17 lines)").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step_lines li").toHaveCount(17);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the note is shown once: not when a step says the same", async () => {
  await openJourney(journeyOf([attention], { note: "The price is further from ours than agreed." }));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_popover :contains(further from ours):not(:has(*))").toHaveCount(1);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the link opens the exchange of its step", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("action", { doAction: (action) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(action)) });
  await openJourney(journeyOf([attention]));
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_step button:contains(Open Exchange)").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    JSON.stringify({
      type: "ir.actions.act_window",
      res_model: "suture.exchange",
      res_id: 12,
      views: [[false, "form"]],
      target: "current"
    })
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a step that comes from a record leads to it", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("action", { doAction: (action) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(action)) });
  const link = { model: "stock.picking", id: 5, name: "WH/IN/00005" };
  await openJourney(journeyOf([stepOf({ title: "Received", link })]));
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_step button:contains(WH/IN/00005)").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    JSON.stringify({
      type: "ir.actions.act_window",
      res_model: "stock.picking",
      res_id: 5,
      views: [[false, "form"]],
      target: "current"
    })
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a milestone that is still to come says so", async () => {
  await openJourney(journeyOf([stepOf({ title: "Shipped", state: "expected" })]));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step_state").toHaveText("Upcoming");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("there is no link for a step without exchange", async () => {
  await openJourney(journeyOf([stepOf({ id: 0 })]));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_open").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("there is no link for a user who may not open exchanges", async () => {
  await openJourney(journeyOf([attention], { can_open: false }));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_open").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a document that was never exchanged says so", async () => {
  await openJourney(journeyOf([], { state: "none" }));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_journey_empty").toHaveText("No documents have been exchanged for this record yet.");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("while the journey is on its way the popover says so", async () => {
  const answer = new __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_Deferred__();
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("get_integration_journey", () => answer);
  await mountOrderForm(4);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_field_integration_status button").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_journey_loading").toHaveCount(1);
  answer.resolve(journeyOf([attention]));
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_journey_loading").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step").toHaveCount(1);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a failure is told in the popover and can be tried again", async () => {
  let isServerUp = false;
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("get_integration_journey", () => {
    if (!isServerUp) {
      throw __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__({ message: "boom" });
    }
    return journeyOf([attention]);
  });
  await mountOrderForm(4);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_field_integration_status button").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_journey_failed").toHaveText(/Could not load the history/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_error_dialog").toHaveCount(0);
  isServerUp = true;
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_journey_failed button").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_journey_failed").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step").toHaveCount(1);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a step of which only the date is known shows that date, and no time", async () => {
  await openJourney(
    journeyOf([
      stepOf({ title: "Billed", at: "2026-12-01T11:00:00Z", day: "2026-12-01" }),
      stepOf({ title: "Received", at: "2026-12-01T15:00:00Z" })
    ])
  );
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step:first time").toHaveText("12/01/2026");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step:first time").toHaveAttribute("datetime", "2026-12-01");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_step:last time").toHaveAttribute("datetime", "2026-12-01T15:00:00Z");
});

