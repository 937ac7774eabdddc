import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { publishInbound } from "../../dev/demo/publish.ts";
import { world } from "../support/world.ts";

type Order = {
  readonly id: number;
  readonly state: string;
  readonly partner_id: readonly [number, string];
  readonly order_line: readonly number[];
  readonly integration_state: string;
  readonly integration_note: string;
};
const FIELDS = ["state", "partner_id", "order_line", "integration_state", "integration_note"];

describe("a requisition of a department", () => {
  /** Publishes it as the EHR does, under an event id of its own. */
  function publish(number: string, items: readonly string[], eventId: string = randomUUID()): Promise<void> {
    const lines = items.map((id, index) => ({
      id: String(index + 1),
      item: { ids: [{ scheme: "buyer", id }] },
      quantity: { value: "2", unit: "BX" },
    }));
    const department = [{ scheme: "department", id: "DEP-CLE" }];
    const data = { type: "Requisition", id: number, issueDate: "2026-11-20", department, lines };
    const event = { specversion: "1.0", id: eventId, source: "urn:northfield:materials" };
    const traceId = randomUUID().replaceAll("-", "");
    return publishInbound(inject("environment").connections.ehr.amqpUrl, {
      connection: "ehr",
      kind: "ehr",
      format: "requisition",
      contentType: "application/cloudevents+json",
      traceparent: `00-${traceId}-${traceId.slice(0, 16)}-01`,
      body: JSON.stringify({ ...event, type: "health.suture.requisition.v1", data }),
    });
  }

  const ordersOf = (number: string) =>
    world().odoo.searchRead<Order>("purchase.order", [["origin", "=", number]], FIELDS);
  const exchangesOf = (number: string, state: string, count: number) =>
    eventually(`${count} exchanges of ${number} are ${state}`, async () => {
      const domain = [
        ["document_number", "=", number],
        ["state", "=", state],
      ];
      const found = await world().odoo.searchRead<{ reason_code: string }>("suture.exchange", domain, [
        "reason_code",
      ]);
      return found.length === count && found;
    });

  it("creates one draft order however often the event arrives, and names its source", async () => {
    const number = `RQ-${randomUUID().slice(0, 8)}`;
    const eventId = randomUUID();
    await publish(number, ["NF-1001", "NF-1002"], eventId);
    await exchangesOf(number, "done", 1);
    await publish(number, ["NF-1001", "NF-1002"], eventId); // the broker delivers once more
    await publish(number, ["NF-1001", "NF-1002"]); // and the sender tells of it in another event
    await exchangesOf(number, "done", 2);
    const orders = await ordersOf(number);
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({ state: "draft", integration_state: "synced" });
    expect(orders[0]?.partner_id[1]).toBe("Harbor Medical Supply");
    expect(orders[0]?.order_line).toHaveLength(2);
    const journey = await world().odoo.call<{ steps: { title: string; detail: string }[] }>(
      "purchase.order",
      "get_integration_journey",
      { ids: [orders[0]?.id] },
    );
    expect(journey.steps[0]?.detail).toBe(`Created from requisition ${number} from Clinic East: 2 items.`);
  });

  it("becomes an exception when an item is unknown or its number was used, and nothing is ordered", async () => {
    const number = `RQ-${randomUUID().slice(0, 8)}`;
    await publish(number, ["NF-1001", "NF-NONE"]);
    const [exception] = await exchangesOf(number, "attention", 1);
    expect(exception?.reason_code).toBe("UNKNOWN_ITEM");
    expect(await ordersOf(number)).toEqual([]);
    const used = `RQ-${randomUUID().slice(0, 8)}`;
    await publish(used, ["NF-1001"]);
    await exchangesOf(used, "done", 1);
    await publish(used, ["NF-1002"]);
    const [other] = await exchangesOf(used, "attention", 1);
    expect(other?.reason_code).toBe("DUPLICATE_CONTENT_DIFFERS");
    expect(await ordersOf(used)).toHaveLength(1);
  });
});
