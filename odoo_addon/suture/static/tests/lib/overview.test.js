import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { beforeEach as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_beforeEach__, describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { press as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_press__, queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__, queryFirst as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryFirst__ } from "@odoo/hoot-dom";
import { advanceTime as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__, animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__, mockDate as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_mockDate__ } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, getService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__, makeServerError as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__, mockService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__, mountWithCleanup as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__, patchWithCleanup as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_patchWithCleanup__, preloadBundle as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_preloadBundle__ } from "@web/../tests/web_test_helpers";
import { browser as __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__ } from "@web/core/browser/browser";
import { user as __WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__ } from "@web/core/user";
import { WebClient as __WEBPACK_EXTERNAL_MODULE__web_webclient_webclient_bc2afc45_WebClient__ } from "@web/webclient/webclient";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@odoo/hoot-mock"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// external "@web/core/browser/browser"

;// external "@web/core/user"

;// ./static/suture/tests/overview_fixture.ts
const domain = (name) => [["name", "=", name]];
const domains = (of) => ({
  arrived: domain(`${of} arrived`),
  done: domain(`${of} done`),
  moving: domain(`${of} moving`),
  waiting: domain(`${of} waiting`),
  attention: domain(`${of} attention`),
  late: domain(`${of} late`)
});
const flows = {
  edges: ["2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"],
  rows: [
    {
      id: 7,
      name: "Order response",
      help: "What suppliers answer.",
      direction: "inbound",
      arrived: 12,
      done: 9,
      moving: 0,
      waiting: 1,
      attention: 2,
      late: 1,
      before: 8,
      series: [4, 8],
      p95: 90,
      domains: domains("response")
    },
    {
      id: false,
      name: "No flow",
      help: "What could not be read.",
      direction: "",
      arrived: 0,
      done: 0,
      moving: 0,
      waiting: 0,
      attention: 3,
      late: 0,
      before: 0,
      series: [0, 0],
      p95: null,
      domains: domains("none")
    }
  ],
  totals: {
    arrived: 12,
    done: 9,
    moving: 0,
    waiting: 1,
    attention: 5,
    late: 1,
    before: 8,
    domains: domains("all")
  }
};
const money = {
  stuck: [{ currency_id: 1, amount: 1234.5, count: 2, domain: domain("stuck") }],
  reasons: [
    { currency_id: 1, amount: 1234.5, count: 2, reason: "Price differs", domain: domain("price differs") }
  ]
};
const health = {
  sidecars: [
    {
      id: 1,
      instance: "machine:8080",
      version: "0.1.0",
      started_at: null,
      told_at: "2026-11-20T11:59:00Z",
      silent: false,
      dead_letters: 4,
      waiting_for_odoo: null,
      parts: { odoo: true, journal: false },
      lanes: [
        { lane: "critical", documents: 3, oldest_seconds: 70, queued: 2, calls: 1, partitions: 2 },
        { lane: "contended", documents: null, oldest_seconds: null, queued: null, calls: 0, partitions: 2 }
      ],
      breakers: [
        { target: "odoo", state: "closed", since: null, next_attempt_at: null },
        { target: "edi-a", state: "open", since: "2026-11-20T11:00:00Z", next_attempt_at: null }
      ]
    },
    {
      id: 2,
      instance: "gone:8080",
      version: "0.1.0",
      started_at: null,
      told_at: "2026-11-20T09:00:00Z",
      silent: true,
      breakers: []
    }
  ],
  connections: [
    {
      id: 5,
      name: "Harbor EDI",
      code: "edi-a",
      last_contact_at: "2026-11-20T11:59:00Z",
      last_inbound_at: "2026-11-20T11:00:00Z",
      last_outbound_at: null,
      reachable: false,
      unreachable_since: "2026-11-20T11:00:00Z",
      next_attempt_at: null,
      trouble: null,
      not_served: null
    },
    {
      id: 6,
      name: "Birch EDI",
      code: "edi-b",
      last_contact_at: null,
      last_inbound_at: null,
      last_outbound_at: null,
      reachable: false,
      unreachable_since: null,
      next_attempt_at: null,
      not_served: null,
      trouble: "Add 10.1.2.3/32 to SUTURE_ALLOWED_TARGETS."
    }
  ],
  differences: [],
  keys: [
    { id: 1, name: "old", user: "Suture", expires_at: "2026-11-19T00:00:00Z", days_left: -1 },
    { id: 2, name: "new", user: "Suture", expires_at: "2026-12-30T00:00:00Z", days_left: 40 }
  ]
};
const data = { flows, money, health };
function answerOf(section, more = {}) {
  return {
    section,
    sections: ["flows", "money", "health"],
    period: "week",
    told_at: "2026-11-20T12:00:00Z",
    company_id: null,
    companies: [{ id: 1, name: "Northfield Health" }],
    data: data[section] ?? {},
    ...more
  };
}

;// external "@web/webclient/webclient"

;// ./static/suture/tests/overview_page.ts





function mockBus() {
  const listeners = /* @__PURE__ */ new Map();
  const of = (type) => {
    const known = listeners.get(type) ?? /* @__PURE__ */ new Set();
    listeners.set(type, known);
    return known;
  };
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("bus_service", {
    subscribe: (type, listener) => void of(type).add(listener),
    unsubscribe: (type, listener) => void of(type).delete(listener),
    addEventListener() {
    },
    removeEventListener() {
    },
    addChannel() {
    },
    deleteChannel() {
    },
    start() {
    }
  });
  return { announce: (notice) => of(notice).forEach((listener) => void listener({})) };
}
async function openPage(tell, isQuiet = false) {
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_mockDate__("2026-11-20 12:00:00", 0);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => false);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.overview", "get_overview", ({ args }) => {
    if (!isQuiet) __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(args.join());
    return tell(args[0]);
  });
  const bus = mockBus();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__(__WEBPACK_EXTERNAL_MODULE__web_webclient_webclient_bc2afc45_WebClient__);
  const action = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__("action");
  await action.doAction({ type: "ir.actions.client", tag: "suture.overview" });
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_patchWithCleanup__(action, {
    doAction: async (opened) => {
      const { res_model, domain, res_id, name } = opened;
      __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(
        typeof opened === "string" ? opened : `${name ?? ""} ${res_model} ${JSON.stringify(domain ?? res_id)}`
      );
    }
  });
  return bus;
}
const show = (section) => openPage(() => answerOf(section), true);

;// ./static/suture/tests/overview.test.ts










__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_preloadBundle__("web.chartjs_lib");
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_beforeEach__(() => __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.localStorage.removeItem(`suture.overview.${__WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__.userId}`));
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the first look is what the server thinks best for the person; what is chosen then is kept", async () => {
  await openPage((section) => answerOf(section ?? "health"));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[role=tab][aria-selected=true]").toHaveText("Health");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[role=tab][data-section=money]").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-period=month]").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([",week,", "money,week,", "money,month,"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.localStorage.getItem(`suture.overview.${__WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__.userId}`)).toBe(
    '{"section":"money","period":"month"}'
  );
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what was chosen before is asked for again, whatever else is kept there", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.localStorage.setItem(`suture.overview.${__WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__.userId}`, '{"section":"health","period":"today"}');
  await openPage(() => answerOf("health"));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["health,today,"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what is kept and is no choice is no hindrance", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.localStorage.setItem(`suture.overview.${__WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__.userId}`, "{not json");
  await openPage(() => answerOf("flows"));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([",week,"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("only what the person may see has a tab; arrows lead from tab to tab", async () => {
  await openPage((section) => answerOf(section ?? "flows", { sections: ["flows", "money"] }));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[role=tab]")).toEqual(["Flows", "Money"]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[role=tab][data-section=flows]").focus();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_press__("ArrowRight");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[role=tab][data-section=money]").toBeFocused();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[role=tabpanel]").toHaveAttribute("data-section", "money");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([",week,", "money,week,"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("of several companies one can be looked at", async () => {
  const companies = [
    { id: 1, name: "Northfield Health" },
    { id: 2, name: "Other clinic" }
  ];
  await openPage(() => answerOf("flows", { companies }));
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_overview_company").select("2");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([",week,", ",week,2"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("notices of the server are followed, once for many", async () => {
  const bus = await openPage(() => answerOf("flows"));
  for (const notice of ["suture.queue", "suture.health", "suture.queue"]) bus.announce(notice);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__(2e3);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([",week,", ",week,"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what cannot be loaded leaves what was there, and says so", async () => {
  await openPage(() => answerOf("flows"), true);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.overview", "get_overview", () => {
    throw __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__({ message: "boom" });
  });
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_overview_refresh").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_overview [role=alert]").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-flow='Order response']").toHaveCount(1);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("flows: figures, how they changed, and what is slow", async () => {
  await show("flows");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_tile_value")).toEqual(["12", "9", "0", "1", "5", "1"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=arrived]").toHaveText(/50 % more than in the previous period/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[data-flow='Order response'] td")).toEqual([
    "12",
    "9",
    "0",
    "1",
    "2",
    "1",
    "2 min",
    "50 % more than in the previous period\n50 %"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-flow='Order response'] svg").toHaveAttribute(
    "aria-label",
    "Order response: 12 in total, at most 8 per interval"
  );
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("canvas").toHaveAttribute("aria-label", /Order response: Nov 19 4, Nov 20 8/);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("flows: each figure opens what is behind it, and none opens nothing", async () => {
  await show("flows");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-tile=attention] button").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-flow='Order response'] [data-figure=late]").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-flow='No flow'] [data-figure=attention]").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-flow='No flow'] button").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    'Needs attention suture.exchange [["name","=","all attention"]]',
    'Order response: Late suture.exchange [["name","=","response late"]]',
    'No flow: Needs attention suture.exchange [["name","=","none attention"]]'
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("flows: a figure says what it is to who does not see its column", async () => {
  await show("flows");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-flow='Order response'] [data-figure=waiting]").toHaveAttribute(
    "aria-label",
    "Order response, Waiting: 1"
  );
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("flows: where none is used, it says what to do", async () => {
  const data = { ...flows, rows: [] };
  await openPage(() => answerOf("flows", { data }), true);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_overview_empty h2").toHaveText("No flows in use yet");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_overview_empty button").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["suture.connection_action"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("money: what waits for a decision, and why", async () => {
  await show("money");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=stuck] .o_suture_tile_value").toHaveText(/1,234\.50/);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-tile=stuck] button").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-reason='Price differs'] button").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    'Value at stake suture.exchange [["name","=","stuck"]]',
    'Price differs suture.exchange [["name","=","price differs"]]'
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("health: what is down, unknown, silent or about to end stands out", async () => {
  await show("health");
  const card = "[data-sidecar='machine:8080']";
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(`${card} .list-inline-item`)).toEqual(["Journal: down", "Odoo: up"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${card} [data-figure=dead_letters]`).toHaveText("4");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${card} [data-figure=dead_letters]`).toHaveClass("text-danger");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${card} [data-figure=waiting_for_odoo]`).toHaveText("\u2013");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${card} [data-breaker=odoo]`).toHaveText("Reachable");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${card} [data-breaker=edi-a]`).toHaveText(/^Unreachable/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(`${card} [data-lane=critical] td`)).toEqual(["3", "1 min", "2"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(`${card} [data-lane=contended] td`)).toEqual(["\u2013", "\u2013", "\u2013"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`${card}.o_suture_silent`).toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-sidecar='gone:8080'].o_suture_silent .badge").toHaveText("Unresponsive");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-key-name=old] .badge").toHaveText("Expired");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-key-name=old] .badge").toHaveClass("text-bg-danger");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-key-name=new] .badge").toHaveText("40 days left");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("health: a route that cannot work as it is set up says why", async () => {
  await show("health");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-connection=edi-b] .badge").toHaveText("Unreachable");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-connection=edi-b] small").toHaveText("Add 10.1.2.3/32 to SUTURE_ALLOWED_TARGETS.");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("health: lanes, connections and their last exchanges open", async () => {
  await show("health");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-lane=critical] button").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-connection=edi-a] th button").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-connection=edi-a] [data-figure=inbound]").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-connection=edi-a] [data-figure=outbound]").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    'Critical suture.exchange [["flow_id.lane","=","critical"],["state","in",["queued","processing","waiting","held"]]]',
    " suture.connection 5",
    'Harbor EDI: received suture.exchange [["connection_id","=",5],["direction","=","inbound"]]'
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("every table has a name and headings, and the page one heading of its own", async () => {
  await show("flows");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_overview h1").toHaveCount(1);
  const name = __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryFirst__(".o_suture_overview table")?.getAttribute("aria-labelledby");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(`#${name}`).toHaveText("Flows");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_overview thead th:not([scope=col])").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_overview tbody th:not([scope=row])").toHaveCount(0);
});

