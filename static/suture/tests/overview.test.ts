import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { beforeEach, describe, expect, test } from "@odoo/hoot";
import { press, queryAllTexts, queryFirst } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { contains, makeServerError, onRpc, preloadBundle } from "@web/../tests/web_test_helpers";
import { browser } from "@web/core/browser/browser";
import { user } from "@web/core/user";
import { answerOf, flows } from "./overview_fixture.ts";
import { openPage, show } from "./overview_page.ts";

describe.current.tags("desktop");
defineMailModels();
preloadBundle("web.chartjs_lib");

beforeEach(() => browser.localStorage.removeItem(`suture.overview.${user.userId}`));

test("the first look is what the server thinks best for the person; what is chosen then is kept", async () => {
  await openPage((section) => answerOf(section ?? "health"));
  expect("[role=tab][aria-selected=true]").toHaveText("Health");
  await contains("[role=tab][data-section=money]").click();
  await contains("[data-period=month]").click();
  expect.verifySteps([",week,", "money,week,", "money,month,"]);
  expect(browser.localStorage.getItem(`suture.overview.${user.userId}`)).toBe(
    '{"section":"money","period":"month"}',
  );
});

test("what was chosen before is asked for again, whatever else is kept there", async () => {
  browser.localStorage.setItem(`suture.overview.${user.userId}`, '{"section":"health","period":"today"}');
  await openPage(() => answerOf("health"));
  expect.verifySteps(["health,today,"]);
});

test("what is kept and is no choice is no hindrance", async () => {
  browser.localStorage.setItem(`suture.overview.${user.userId}`, "{not json");
  await openPage(() => answerOf("flows"));
  expect.verifySteps([",week,"]);
});

test("only what the person may see has a tab; arrows lead from tab to tab", async () => {
  await openPage((section) => answerOf(section ?? "flows", { sections: ["flows", "money"] }));
  expect(queryAllTexts("[role=tab]")).toEqual(["Flows", "Money"]);
  await contains("[role=tab][data-section=flows]").focus();
  await press("ArrowRight");
  await animationFrame();
  expect("[role=tab][data-section=money]").toBeFocused();
  expect("[role=tabpanel]").toHaveAttribute("data-section", "money");
  expect.verifySteps([",week,", "money,week,"]);
});

test("of several companies one can be looked at", async () => {
  const companies = [
    { id: 1, name: "Northfield Health" },
    { id: 2, name: "Other clinic" },
  ];
  await openPage(() => answerOf("flows", { companies }));
  await contains(".o_suture_overview_company").select("2");
  expect.verifySteps([",week,", ",week,2"]);
});

test("notices of the server are followed, once for many", async () => {
  const bus = await openPage(() => answerOf("flows"));
  for (const notice of ["suture.queue", "suture.health", "suture.queue"]) bus.announce(notice);
  await advanceTime(2000);
  await animationFrame();
  expect.verifySteps([",week,", ",week,"]);
});

test("what cannot be loaded leaves what was there, and says so", async () => {
  await openPage(() => answerOf("flows"), true);
  onRpc("suture.overview", "get_overview", () => {
    throw makeServerError({ message: "boom" });
  });
  await contains(".o_suture_overview_refresh").click();
  expect(".o_suture_overview [role=alert]").toHaveCount(1);
  expect("[data-flow='Order response']").toHaveCount(1);
});

test("flows: figures, how they changed, and what is slow", async () => {
  await show("flows");
  expect(queryAllTexts(".o_suture_tile_value")).toEqual(["12", "9", "0", "1", "5", "1"]);
  expect("[data-tile=arrived]").toHaveText(/50 % more than in the previous period/);
  expect(queryAllTexts("[data-flow='Order response'] td")).toEqual([
    "12",
    "9",
    "0",
    "1",
    "2",
    "1",
    "2 min",
    "50 % more than in the previous period\n50 %",
  ]);
  expect("[data-flow='Order response'] svg").toHaveAttribute(
    "aria-label",
    "Order response: 12 in total, at most 8 per interval",
  );
  expect("canvas").toHaveAttribute("aria-label", /Order response: Nov 19 4, Nov 20 8/);
});

test("flows: each figure opens what is behind it, and none opens nothing", async () => {
  await show("flows");
  await contains("[data-tile=attention] button").click();
  await contains("[data-flow='Order response'] [data-figure=late]").click();
  await contains("[data-flow='No flow'] [data-figure=attention]").click();
  expect("[data-flow='No flow'] button").toHaveCount(1);
  expect.verifySteps([
    'Needs attention suture.exchange [["name","=","all attention"]]',
    'Order response: Late suture.exchange [["name","=","response late"]]',
    'No flow: Needs attention suture.exchange [["name","=","none attention"]]',
  ]);
});

test("flows: a figure says what it is to who does not see its column", async () => {
  await show("flows");
  expect("[data-flow='Order response'] [data-figure=waiting]").toHaveAttribute(
    "aria-label",
    "Order response, Waiting: 1",
  );
});

test("flows: where none is used, it says what to do", async () => {
  const data = { ...flows, rows: [] };
  await openPage(() => answerOf("flows", { data }), true);
  expect(".o_suture_overview_empty h2").toHaveText("No flows in use yet");
  await contains(".o_suture_overview_empty button").click();
  expect.verifySteps(["suture.connection_action"]);
});

test("money: what waits for a decision, and why", async () => {
  await show("money");
  expect("[data-tile=stuck] .o_suture_tile_value").toHaveText(/1,234\.50/);
  await contains("[data-tile=stuck] button").click();
  await contains("[data-reason='Price differs'] button").click();
  expect.verifySteps([
    'Value at stake suture.exchange [["name","=","stuck"]]',
    'Price differs suture.exchange [["name","=","price differs"]]',
  ]);
});

test("health: what is down, unknown, silent or about to end stands out", async () => {
  await show("health");
  const card = "[data-sidecar='machine:8080']";
  expect(queryAllTexts(`${card} .list-inline-item`)).toEqual(["Journal: down", "Odoo: up"]);
  expect(`${card} [data-figure=dead_letters]`).toHaveText("4");
  expect(`${card} [data-figure=dead_letters]`).toHaveClass("text-danger");
  expect(`${card} [data-figure=waiting_for_odoo]`).toHaveText("–");
  expect(`${card} [data-breaker=odoo]`).toHaveText("Reachable");
  expect(`${card} [data-breaker=edi-a]`).toHaveText(/^Unreachable/);
  expect(queryAllTexts(`${card} [data-lane=critical] td`)).toEqual(["3", "1 min", "2"]);
  expect(queryAllTexts(`${card} [data-lane=contended] td`)).toEqual(["–", "–", "–"]);
  expect(`${card}.o_suture_silent`).toHaveCount(0);
  expect("[data-sidecar='gone:8080'].o_suture_silent .badge").toHaveText("Unresponsive");
  expect("[data-key-name=old] .badge").toHaveText("Expired");
  expect("[data-key-name=old] .badge").toHaveClass("text-bg-danger");
  expect("[data-key-name=new] .badge").toHaveText("40 days left");
});

test("health: a route that cannot work as it is set up says why", async () => {
  await show("health");
  expect("[data-connection=edi-b] .badge").toHaveText("Unreachable");
  expect("[data-connection=edi-b] small").toHaveText("Add 10.1.2.3/32 to SUTURE_ALLOWED_TARGETS.");
});

test("health: lanes, connections and their last exchanges open", async () => {
  await show("health");
  await contains("[data-lane=critical] button").click();
  await contains("[data-connection=edi-a] th button").click();
  await contains("[data-connection=edi-a] [data-figure=inbound]").click();
  expect("[data-connection=edi-a] [data-figure=outbound]").toHaveCount(0);
  expect.verifySteps([
    'Critical suture.exchange [["flow_id.lane","=","critical"],["state","in",["queued","processing","waiting","held"]]]',
    " suture.connection 5",
    'Harbor EDI: received suture.exchange [["connection_id","=",5],["direction","=","inbound"]]',
  ]);
});

test("every table has a name and headings, and the page one heading of its own", async () => {
  await show("flows");
  expect(".o_suture_overview h1").toHaveCount(1);
  const name = queryFirst(".o_suture_overview table")?.getAttribute("aria-labelledby");
  expect(`#${name}`).toHaveText("Flows");
  expect(".o_suture_overview thead th:not([scope=col])").toHaveCount(0);
  expect(".o_suture_overview tbody th:not([scope=row])").toHaveCount(0);
});
