import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame, Deferred, mockDate } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { contains, defineModels, makeServerError, mockService, onRpc } from "@web/../tests/web_test_helpers";
import type { Journey } from "../src/journey/journey_types.ts";
import { journeyOf, mountOrderForm, Order, stepOf } from "./journey_fixture.ts";

describe.current.tags("desktop");
defineMailModels();
defineModels([Order]);
onRpc("has_group", () => true);

const attention = stepOf({
  id: 12,
  title: "Harbor Medical Supply answered",
  state: "attention",
  tone: "danger",
  state_label: "Needs attention",
  lines: ["Line 3, NF-0007: price 12.50 instead of 11.00"],
  reason: "The price is further from ours than agreed.",
  suggestion: "Accept the price on line 3 or call the supplier.",
});

async function openJourney(journey: Journey): Promise<void> {
  onRpc("get_integration_journey", () => journey);
  await mountOrderForm(4);
  await contains(".o_field_integration_status button").click();
}

test("the steps are told in order, with time in the user's zone, and by whom", async () => {
  mockDate("2026-11-20T12:00:00", +2);
  await openJourney(
    journeyOf([
      stepOf({ title: "Order confirmed", by: "Mia Buyer", at: "2026-11-20T09:00:00Z" }),
      stepOf({ id: 11, title: "Sent to Harbor Medical Supply", at: "2026-11-20T09:30:00Z" }),
    ]),
  );
  expect(queryAllTexts(".o_suture_step_title")).toEqual(["Order confirmed", "Sent to Harbor Medical Supply"]);
  expect(".o_suture_step:first .o_suture_step_when > span").toHaveText("3 hours ago · Mia Buyer");
  expect(".o_suture_step:first time").toHaveAttribute("data-tooltip", /11:00/);
});

test("a document that needs a person shows the lines, the reason and what to do", async () => {
  await openJourney(journeyOf([attention], { state: "attention", label: "Needs attention" }));
  expect(".o_popover header .badge").toHaveText("Needs attention");
  expect(".o_suture_step_state").toHaveText("Needs attention");
  expect(queryAllTexts(".o_suture_step_lines li")).toEqual(attention.lines);
  expect(".o_suture_step_why").toHaveText("The price is further from ours than agreed.");
  expect(".o_suture_step_reason").toHaveText(/Accept the price on line 3 or call the supplier\./);
});

test("a document that will be tried again says when", async () => {
  mockDate("2026-11-20T12:00:00", 0);
  const waiting = { state: "waiting", reason: "The partner cannot be reached." } as const;
  await openJourney(
    journeyOf([
      stepOf({ ...waiting, next_attempt_at: "2026-11-20T12:10:30Z" }),
      stepOf({ ...waiting, next_attempt_at: "2026-11-20T11:59:00Z" }),
    ]),
  );
  expect(queryAllTexts(".o_suture_step_next")).toEqual([
    "Next attempt in 10 minutes",
    "Next attempt shortly",
  ]);
});

test("many changed lines are folded until asked for", async () => {
  const lines = Array.from({ length: 17 }, (_, index) => `Line ${index + 1}`);
  await openJourney(journeyOf([stepOf({ lines })]));
  expect(".o_suture_step_lines li").toHaveCount(5);
  await contains(".o_popover button:contains(Show all 17 lines)").click();
  expect(".o_suture_step_lines li").toHaveCount(17);
});

test("the note is shown once: not when a step says the same", async () => {
  await openJourney(journeyOf([attention], { note: "The price is further from ours than agreed." }));
  expect(".o_popover :contains(further from ours):not(:has(*))").toHaveCount(1);
});

test("the link opens the exchange of its step", async () => {
  mockService("action", { doAction: (action: object) => expect.step(JSON.stringify(action)) });
  await openJourney(journeyOf([attention]));
  await contains(".o_suture_step button:contains(Open Exchange)").click();
  expect.verifySteps([
    JSON.stringify({
      type: "ir.actions.act_window",
      res_model: "suture.exchange",
      res_id: 12,
      views: [[false, "form"]],
      target: "current",
    }),
  ]);
});

test("a step that comes from a record leads to it", async () => {
  mockService("action", { doAction: (action: object) => expect.step(JSON.stringify(action)) });
  const link = { model: "stock.picking", id: 5, name: "WH/IN/00005" };
  await openJourney(journeyOf([stepOf({ title: "Received", link })]));
  await contains(".o_suture_step button:contains(WH/IN/00005)").click();
  expect.verifySteps([
    JSON.stringify({
      type: "ir.actions.act_window",
      res_model: "stock.picking",
      res_id: 5,
      views: [[false, "form"]],
      target: "current",
    }),
  ]);
});

test("a milestone that is still to come says so", async () => {
  await openJourney(journeyOf([stepOf({ title: "Shipped", state: "expected" })]));
  expect(".o_suture_step_state").toHaveText("Upcoming");
});

test("there is no link for a step without exchange", async () => {
  await openJourney(journeyOf([stepOf({ id: 0 })]));
  expect(".o_suture_step").toHaveCount(1);
  expect(".o_suture_open").toHaveCount(0);
});

test("there is no link for a user who may not open exchanges", async () => {
  await openJourney(journeyOf([attention], { can_open: false }));
  expect(".o_suture_step").toHaveCount(1);
  expect(".o_suture_open").toHaveCount(0);
});

test("a document that was never exchanged says so", async () => {
  await openJourney(journeyOf([], { state: "none" }));
  expect(".o_suture_journey_empty").toHaveText("No documents have been exchanged for this record yet.");
});

test("while the journey is on its way the popover says so", async () => {
  const answer = new Deferred<Journey>();
  onRpc("get_integration_journey", () => answer);
  await mountOrderForm(4);
  await contains(".o_field_integration_status button").click();
  expect(".o_suture_journey_loading").toHaveCount(1);

  answer.resolve(journeyOf([attention]));
  await animationFrame();
  expect(".o_suture_journey_loading").toHaveCount(0);
  expect(".o_suture_step").toHaveCount(1);
});

test("a failure is told in the popover and can be tried again", async () => {
  let isServerUp = false;
  onRpc("get_integration_journey", () => {
    if (!isServerUp) {
      throw makeServerError({ message: "boom" });
    }
    return journeyOf([attention]);
  });
  await mountOrderForm(4);
  await contains(".o_field_integration_status button").click();
  expect(".o_suture_journey_failed").toHaveText(/Could not load the history/);
  expect(".o_error_dialog").toHaveCount(0);

  isServerUp = true;
  await contains(".o_suture_journey_failed button").click();
  expect(".o_suture_journey_failed").toHaveCount(0);
  expect(".o_suture_step").toHaveCount(1);
});

test("a step of which only the date is known shows that date, and no time", async () => {
  await openJourney(
    journeyOf([
      stepOf({ title: "Billed", at: "2026-12-01T11:00:00Z", day: "2026-12-01" }),
      stepOf({ title: "Received", at: "2026-12-01T15:00:00Z" }),
    ]),
  );
  expect(".o_suture_step:first time").toHaveText("12/01/2026");
  expect(".o_suture_step:first time").toHaveAttribute("datetime", "2026-12-01");
  expect(".o_suture_step:last time").toHaveAttribute("datetime", "2026-12-01T15:00:00Z");
});
