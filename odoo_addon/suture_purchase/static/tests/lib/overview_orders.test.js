import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { beforeEach as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_beforeEach__, describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__ } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import "@suture_account/lib/suture_account";
import "@suture_purchase/lib/suture_purchase";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, getService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__, mockService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__, mountWithCleanup as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__, patchWithCleanup as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_patchWithCleanup__, preloadBundle as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_preloadBundle__ } from "@web/../tests/web_test_helpers";
import { browser as __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__ } from "@web/core/browser/browser";
import { user as __WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__ } from "@web/core/user";
import { animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__, mockDate as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_mockDate__ } from "@odoo/hoot-mock";
import { WebClient as __WEBPACK_EXTERNAL_MODULE__web_webclient_webclient_bc2afc45_WebClient__ } from "@web/webclient/webclient";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@suture/lib/suture"

;// external "@suture_account/lib/suture_account"

;// external "@suture_purchase/lib/suture_purchase"

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

;// external "@odoo/hoot-mock"

;// external "@web/webclient/webclient"

;// ./static/suture/tests/overview_page.ts
/* unused harmony import specifier */ var overview_page_answerOf;





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
const show = (section) => openPage(() => overview_page_answerOf(section), true);

;// ./static/suture_purchase/tests/overview_orders.test.ts











__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_preloadBundle__("web.chartjs_lib");
const orders = {
  unanswered: {
    count: 2,
    ages: [1, 0, 1, 0],
    domain: domain("unanswered"),
    oldest: { id: 41, name: "P00041", partner: "Harbor Medical Supply", sent_at: "2026-11-15T11:00:00Z" }
  },
  suppliers: [
    {
      id: 3,
      name: "Harbor Medical Supply",
      orders: 10,
      answered: 8,
      unanswered: 2,
      answer_seconds: 7200,
      fill_rate: 0.999,
      domains: {
        orders: domain("orders"),
        answered: domain("answered"),
        unanswered: domain("unanswered of 3")
      }
    }
  ]
};
const sections = ["flows", "orders", "money", "health"];
const told = (section, data) => answerOf(section, { sections, data });
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_beforeEach__(() => __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.localStorage.removeItem(`suture.overview.${__WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__.userId}`));
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("orders: the oldest without an answer, and what suppliers do", async () => {
  await openPage(() => told("orders", orders), true);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=unanswered] .o_suture_tile_value").toHaveText("2");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=oldest]").toHaveText(/P00041\s+Harbor Medical Supply, sent 5 days ago/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[data-supplier] td")).toEqual(["10", "8", "2", "2 h", "99 %"]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-tile=oldest] button").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-tile=unanswered] button").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-supplier] [data-figure=answered]").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    " purchase.order 41",
    'Unanswered orders purchase.order [["name","=","unanswered"]]',
    'Harbor Medical Supply: Answered purchase.order [["name","=","answered"]]'
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("orders: nothing to wait for is no chart and no oldest", async () => {
  const data = { ...orders, unanswered: { ...orders.unanswered, count: 0, oldest: null }, suppliers: [] };
  await openPage(() => told("orders", data), true);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=oldest]").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("canvas").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("money: what is not for the person is left out, what comes to nothing says so", async () => {
  await openPage(() => told("money", { ...money, unbilled: [], bills: null }), true);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=unbilled] .o_suture_tile_value").toHaveText("Nothing");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=unbilled] button").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=bills]").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("money: bills open as bills", async () => {
  const bills = [{ currency_id: 1, amount: 10, count: 1, domain: [] }];
  await openPage(() => told("money", { ...money, bills }), true);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-tile=bills] .o_suture_tile_note").toHaveText("1 bill");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-tile=bills] button").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["Bills to post account.move []"]);
});

