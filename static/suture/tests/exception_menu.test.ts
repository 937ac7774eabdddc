import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { advanceTime, animationFrame } from "@odoo/hoot-mock";
import { registry } from "@web/core/registry";
import "@suture/lib/suture";
import {
  contains,
  makeServerError,
  mockService,
  mountWithCleanup,
  onRpc,
} from "@web/../tests/web_test_helpers";
import type { QueueCounts } from "../src/exception_menu/exception_menu.ts";

describe.current.tags("desktop");
defineMailModels();

type SystrayItem = { Component: new () => object };
type Listener = (payload: unknown) => void;

/** Installs a fake bus. `announce` simulates a notification from the server. */
function mockBus(): { announce(): void } {
  const listeners = new Map<string, Listener>();
  mockService("bus_service", {
    subscribe: (type: string, listener: Listener) => void listeners.set(type, listener),
    unsubscribe: (type: string) => void listeners.delete(type),
    addEventListener() {},
    addChannel() {},
    deleteChannel() {},
    start() {},
  });
  return { announce: () => listeners.get("suture.queue")?.({}) };
}

let counts: QueueCounts;

async function mountMenu(first: QueueCounts, isMember = true): Promise<{ announce(): void }> {
  counts = first;
  onRpc("has_group", () => isMember);
  onRpc("suture.exchange", "get_queue_counts", () => {
    expect.step("counted");
    return counts;
  });
  const bus = mockBus();
  const { Component } = registry.category("systray").get<SystrayItem>("suture.exception_menu");
  await mountWithCleanup(Component);
  await animationFrame();
  return bus;
}

const some: QueueCounts = { mine: 3, unassigned: 5, late: 2, both: 4, most: 100 };

test("the counter tells what is the user's own or late, to a screen reader in words", async () => {
  await mountMenu(some);
  expect(".o_suture_exception_count").toHaveText("4");
  expect(".o_suture_exception_menu").toHaveAttribute(
    "aria-label",
    "Exceptions: 3 mine, 5 unassigned, 2 late",
  );
  expect.verifySteps(["counted"]);
});

test("nothing to do is no number", async () => {
  await mountMenu({ mine: 0, unassigned: 0, late: 0, both: 0, most: 100 });
  expect(".o_suture_exception_menu").toHaveCount(1);
  expect(".o_suture_exception_count").toHaveCount(0);
  expect.verifySteps(["counted"]);
});

test("what was not counted to its end says so", async () => {
  await mountMenu({ mine: 3, unassigned: 0, late: 100, both: 100, most: 100 });
  expect(".o_suture_exception_count").toHaveText("100+");
  expect.verifySteps(["counted"]);
});

test("a change of the queue is asked for once, however often it is announced", async () => {
  const bus = await mountMenu(some);
  counts = { ...some, both: 9 };
  bus.announce();
  bus.announce();
  bus.announce();
  expect(".o_suture_exception_count").toHaveText("4");
  await advanceTime(2000);
  await animationFrame();
  expect(".o_suture_exception_count").toHaveText("9");
  expect.verifySteps(["counted", "counted"]);
});

test("what becomes late by itself is noticed", async () => {
  await mountMenu(some);
  counts = { ...some, late: 3, both: 5 };
  await advanceTime(5 * 60_000 + 2000);
  await animationFrame();
  expect(".o_suture_exception_count").toHaveText("5");
  expect.verifySteps(["counted", "counted"]);
});

test("while the server is away the counter keeps what it showed", async () => {
  const bus = await mountMenu(some);
  onRpc("suture.exchange", "get_queue_counts", () => {
    throw makeServerError({ message: "boom" });
  });
  bus.announce();
  await advanceTime(2000);
  await animationFrame();
  expect(".o_suture_exception_count").toHaveText("4");
  expect.verifySteps(["counted"]);
});

test("the entries open the queue by their filter", async () => {
  mockService("action", {
    doAction: (action: string, options: object) => expect.step(`${action} ${JSON.stringify(options)}`),
  });
  await mountMenu(some);
  await contains(".o_suture_exception_menu").click();
  expect(queryAllTexts(".o-dropdown-item")).toEqual([
    "My exceptions\n3",
    "Unassigned exceptions\n5",
    "Late exceptions\n2",
    "All exceptions",
  ]);
  for (const filter of ["late", "unassigned", "mine"]) {
    await contains(`.o_suture_exceptions_${filter}`).click();
    await contains(".o_suture_exception_menu").click();
  }
  await contains(".o_suture_exceptions_all").click();
  const opened = (context: string) =>
    `suture.exception_action {"additionalContext":{${context}},"clearBreadcrumbs":true}`;
  expect.verifySteps([
    "counted",
    opened('"search_default_late":1'),
    opened('"search_default_unassigned":1'),
    opened('"search_default_mine":1'),
    opened(""),
  ]);
});

test("an exception that loses its owner is shown as unassigned at once", async () => {
  const bus = await mountMenu(some);
  counts = { ...some, mine: 2, unassigned: 6 };
  bus.announce();
  await advanceTime(2000);
  await animationFrame();
  expect(".o_suture_exception_menu").toHaveAttribute(
    "aria-label",
    "Exceptions: 2 mine, 6 unassigned, 2 late",
  );
  expect.verifySteps(["counted", "counted"]);
});

test("a user outside the integration's groups has no counter, and nothing is asked", async () => {
  await mountMenu(some, false);
  expect(".o_suture_exception_menu").toHaveCount(0);
  expect.verifySteps([]);
});
