import { waitForChannels } from "@bus/../tests/bus_test_helpers";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts, waitFor } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import {
  contains,
  defineModels,
  fields,
  getService,
  MockServer,
  models,
  mountView,
  onRpc,
} from "@web/../tests/web_test_helpers";
import { mountOrderForm, Order } from "./journey_fixture.ts";

const line = (id: number, given: object) => ({
  exchange_id: id,
  name: `Invoice HM-${id}`,
  label: "Queued",
  tone: "muted",
  moving: true,
  reason: "The sidecar is processing it.",
  ...given,
});
const started = {
  total: 3,
  finished: 1,
  groups: [
    { label: "Queued", tone: "muted", count: 2 },
    { label: "Not retried", tone: "warning", count: 1 },
  ],
  lines: [
    line(1, {}),
    line(2, {}),
    line(3, { label: "Not retried", tone: "warning", moving: false, reason: "It cannot be retried: Done." }),
  ],
};
const finished = {
  ...started,
  finished: 3,
  groups: [{ label: "Done", tone: "success", count: 2 }, ...started.groups.slice(1)],
  lines: [
    ...[1, 2].map((id) => line(id, { label: "Done", tone: "success", moving: false, reason: "" })),
    ...started.lines.slice(2),
  ],
};

class Exchange extends models.Model {
  override _name = "suture.exchange";

  name = fields.Char();
  waits_for = fields.Char();

  override _records = [{ id: 1, name: "EX1", waits_for: "The sidecar is processing it." }];
}

class Retry extends models.Model {
  override _name = "suture.exchange.retry";

  report = fields.Json();

  override _records = [{ id: 1, report: started }];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Exchange, Order, Retry]);
onRpc("has_group", () => true);

/** Returns a function that reports changed records on the bus. */
async function changes(): Promise<(changed: Record<string, number[]>) => void> {
  getService("bus_service").addChannel("suture_test");
  await waitForChannels(["suture_test"]);
  return (changed) => MockServer.env["bus.bus"]?._sendone("suture_test", "suture.changed", changed);
}

const mountExchange = () =>
  mountView({
    type: "form",
    resModel: "suture.exchange",
    resId: 1,
    arch: `<form><field name="name"/><field name="waits_for" widget="suture_live"/></form>`,
  });

test("a moving document says what it waits for, until the bus reports its change", async () => {
  await mountExchange();
  expect(".o_suture_live").toHaveText("The sidecar is processing it.");
  const tell = await changes();
  onRpc("suture.exchange", "web_read", () => {
    expect.step("read");
    return [{ id: 1, name: "EX1", waits_for: false }];
  });
  tell({ "suture.exchange": [2], "purchase.order": [1] });
  tell({ "suture.exchange": [1] });
  await waitFor(".o_field_widget[name=waits_for]:not(:has(.o_suture_live))");
  expect.verifySteps(["read"]);
});

test("a form that is being edited is not reloaded", async () => {
  await mountExchange();
  const tell = await changes();
  await contains(".o_field_widget[name=name] input").edit("My own");
  onRpc("suture.exchange", "web_read", () => {
    expect.step("read");
    return [];
  });
  tell({ "suture.exchange": [1] });
  tell({ "suture.exchange.retry": [1] });
  await animationFrame();
  await animationFrame();
  expect(".o_field_widget[name=name] input").toHaveValue("My own");
  expect.verifySteps([]);
});

test("the badge of an order changes when the bus reports it", async () => {
  await mountOrderForm(2);
  expect(".o_suture_badge").toHaveText("On its way");
  const tell = await changes();
  onRpc("purchase.order", "web_read", () => [{ id: 2, name: "P00002", integration_state: "synced" }]);
  tell({ "purchase.order": [2] });
  await waitFor(".o_suture_badge[data-state=synced]");
});

test("a retry of several documents reports each of them, with its progress", async () => {
  await mountView({
    type: "form",
    resModel: "suture.exchange.retry",
    resId: 1,
    arch: `<form><field name="report" widget="suture_retry_report"/></form>`,
  });
  expect(".o_suture_retry_progress").toHaveText("1 of 3 finished");
  expect(".o_suture_retry_counts").toHaveText("Queued: 2 · Not retried: 1");
  expect(".o_suture_retry_line:last .o_suture_retry_reason").toHaveText("It cannot be retried: Done.");
  const tell = await changes();
  onRpc("suture.exchange.retry", "web_read", () => [{ id: 1, report: finished }]);
  tell({ "suture.exchange": [2] });
  await waitFor(".o_suture_retry_progress:contains(3 of 3 finished)");
  expect(".o_suture_retry_progress").toHaveText("3 of 3 finished");
  expect(queryAllTexts(".o_suture_retry_line .badge")).toEqual(["Done", "Done", "Not retried"]);
});
