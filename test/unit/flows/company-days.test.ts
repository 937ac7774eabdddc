import { describe, expect, test } from "vitest";
import type { ConnectionProfile } from "../../../sidecar/documents/connection-profile.ts";
import type { OrderResponse } from "../../../sidecar/documents/order-response.ts";
import type { OutboxTrigger, Plan } from "../../../sidecar/flows/flow.ts";
import { orderDispatch } from "../../../sidecar/flows/purchasing/order-dispatch/flow.ts";
import { orderResponse } from "../../../sidecar/flows/purchasing/order-response/flow.ts";
import { requisition } from "../../../sidecar/flows/purchasing/requisition/flow.ts";
import { stockConsumption } from "../../../sidecar/flows/stock/stock-consumption/flow.ts";
import { consumed, departmentSnapshot, ehr, movementLine, movementOf } from "./billing/departments.ts";
import { inEnglish } from "./english.ts";
import { type OrderSetup, profile, snapshotOf } from "./northfield.ts";
import {
  asker,
  madeOrders,
  requisitionLine,
  requisitionOf,
  requisitionSnapshot,
} from "./purchasing/requisitions.ts";

/** Dates in incoming and outgoing documents are dates in the company's time zone. */

const inZone = (timeZone: string, connection: ConnectionProfile = profile) => ({ ...connection, timeZone });

const trigger: OutboxTrigger = {
  type: "OutboxTrigger",
  key: "order-dispatch/db/edi-harbor/12/1",
  event: "order.confirmed",
  model: "purchase.order",
  id: 12,
  number: "P00012",
};

function sent(timeZone: string, order: OrderSetup) {
  const context = { connection: inZone(timeZone), policy: {}, today: "2026-12-01" };
  const plan = orderDispatch.plan(trigger, snapshotOf({ orders: [order] }), context);
  if (!("send" in plan) || plan.send.document.type !== "Order") throw new Error(JSON.stringify(plan));
  return plan.send.document;
}

describe("an outgoing order", () => {
  test.each([
    ["America/New_York", "2026-12-01T02:30:00Z", "2026-11-30"], // half past nine in the evening
    ["UTC", "2026-12-01T02:30:00Z", "2026-12-01"],
    ["Pacific/Kiritimati", "2026-11-30T10:30:00Z", "2026-12-01"], // half past midnight
    ["Pacific/Pago_Pago", "2026-12-01T10:30:00Z", "2026-11-30"],
    ["America/New_York", "2028-03-01T04:00:00Z", "2028-02-29"],
  ])("in %s, created at %s, has the date %s", (timeZone, orderedAt, day) => {
    expect(sent(timeZone, { orderedAt }).issueDate).toBe(day);
  });

  test("requests the expected date that Odoo shows", () => {
    const order = sent("Pacific/Auckland", { lines: [{ expectedAt: "2026-11-30T23:00:00Z" }] });
    expect([order.requestedDate, order.lines[0]?.requestedDate]).toEqual(["2026-12-01", "2026-12-01"]);
  });
});

describe("a date that a vendor promises", () => {
  function planOf(timeZone: string, expectedAt: string, date: string): Plan {
    const document: OrderResponse = {
      type: "OrderResponse",
      id: "P00012",
      orderReference: "P00012",
      response: "detail",
      lines: [
        {
          id: "1",
          item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
          parts: [{ status: "accepted", date }],
        },
      ],
    };
    const connection = inZone(timeZone);
    const policy = orderResponse.policy.parse({});
    const snapshot = snapshotOf({ orders: [{ lines: [{ expectedAt }] }] });
    return inEnglish(orderResponse.plan(document, snapshot, { connection, policy, today: "2026-11-21" }));
  }
  const written = (plan: Plan) =>
    "operations" in plan
      ? plan.operations.map((each) => (each.op === "write" ? each.values : each.op))
      : plan;

  test.each([
    ["UTC", "2026-12-01T12:00:00Z"],
    ["America/New_York", "2026-12-01T17:00:00Z"],
    ["Pacific/Auckland", "2026-11-30T23:00:00Z"],
    ["Pacific/Kiritimati", "2026-11-30T22:00:00Z"],
    ["Pacific/Pago_Pago", "2026-12-01T23:00:00Z"],
  ])("in %s is noon there", (timeZone, instant) => {
    expect(written(planOf(timeZone, "2026-11-27T12:00:00Z", "2026-12-01"))).toEqual([
      { date_planned: instant },
    ]);
  });

  test.each([
    ["Pacific/Auckland", "2026-11-30T23:00:00Z"], // the day before in UTC
    ["America/New_York", "2026-12-02T03:00:00Z"], // the day after in UTC
  ])("in %s equals the one expected at %s: nothing is written", (timeZone, expectedAt) => {
    expect(written(planOf(timeZone, expectedAt, "2026-12-01"))).toEqual([]);
  });

  test("is a day later although it is not in UTC", () => {
    const plan = planOf("America/New_York", "2026-12-01T03:00:00Z", "2026-12-01");
    expect("operations" in plan && plan.changes?.[0]?.text).toContain(
      "expected on 2026-12-01 instead of 2026-11-30",
    );
  });
});

describe("consumed goods", () => {
  const used = (timeZone: string, occurredAt: string, expires: string) =>
    stockConsumption.plan(
      movementOf([movementLine({ lot: { number: "LOT" } })], { occurredAt }),
      departmentSnapshot({ lots: [{ name: "LOT", expires }], quants: [{ lot: "LOT", quantity: 9 }] }),
      { connection: inZone(timeZone, ehr), policy: stockConsumption.policy.parse({}), today: "2026-12-01" },
    );

  test.each([
    ["2026-12-01T02:30:00Z", "2026-11-30"], // stated in UTC: evening in New York
    ["2026-11-30T21:30:00-05:00", "2026-11-30"],
    ["2026-11-30T23:30:00-06:00", "2026-11-30"], // the date at the place of the event
  ])("at %s are charged to the cost centre on %s", (occurredAt, day) => {
    expect(consumed(used("America/New_York", occurredAt, "2027-01-31"))?.used_on).toBe(day);
  });

  test("can be consumed on the last day of a lot, which is the date that Odoo shows", () => {
    // Odoo stores midnight UTC, which is 13:00 on that day in Auckland.
    expect(consumed(used("Pacific/Auckland", "2026-12-01T09:00:00+13:00", "2026-12-01"))).not.toBeNull();
    expect(used("Pacific/Auckland", "2026-12-02T09:00:00+13:00", "2026-12-01")).toMatchObject({
      exception: { code: "EXPIRED" },
    });
  });
});

test("a requisition has the company's date, and a vendor's lead time counts from today there", () => {
  const planned = (requestedDate: string | undefined) => {
    const document = requisitionOf([requisitionLine()], requestedDate === undefined ? {} : { requestedDate });
    const connection = inZone("Pacific/Kiritimati", asker);
    const context = { connection, policy: {}, today: "2026-12-01", history: [] };
    return madeOrders(requisition.plan(document, requisitionSnapshot({}, document.id), context))[0]
      ?.order_line[0];
  };
  expect(planned("2026-12-05")).toMatchObject({ date_planned: "2026-12-04T22:00:00Z" });
  expect(planned(undefined)).toMatchObject({ date_planned: "2026-12-03T22:00:00Z" }); // 3 days
});
