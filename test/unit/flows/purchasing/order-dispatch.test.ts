import { describe, expect, test } from "vitest";
import type { CanonicalDocument } from "../../../../sidecar/documents/document.ts";
import { order } from "../../../../sidecar/documents/order.ts";
import type { AppliedDocument, OutboxTrigger, Plan } from "../../../../sidecar/flows/flow.ts";
import { orderDispatch } from "../../../../sidecar/flows/purchasing/order-dispatch/flow.ts";
import { inEnglish } from "../english.ts";
import { type LineSetup, type OdooSetup, profile, sentLine, snapshotOf } from "../northfield.ts";

const trigger: OutboxTrigger = {
  type: "OutboxTrigger",
  key: "order-dispatch/db/edi-harbor/12/1",
  event: "order.confirmed",
  model: "purchase.order",
  id: 12,
  number: "P00012",
};

function planOf(odoo: OdooSetup = {}): Plan {
  const context = { connection: profile, policy: {}, today: "2026-11-21" };
  return inEnglish(orderDispatch.plan(trigger, snapshotOf(odoo), context));
}

function orderOf(odoo: OdooSetup = {}) {
  const plan = planOf(odoo);
  if (!("send" in plan)) throw new Error(JSON.stringify(plan));
  return order.parse(plan.send.document);
}

const lines = (...setups: LineSetup[]): OdooSetup => ({ orders: [{ lines: setups }] });

describe("a confirmed order", () => {
  test("is sent with all item numbers that the vendor may know", () => {
    expect(planOf()).toMatchObject({
      send: {
        links: [{ model: "purchase.order", id: 12 }],
        note: "Order with 1 line to Harbor Medical Supply.",
      },
    });
    expect(orderOf()).toEqual({
      type: "Order",
      id: "P00012",
      issueDate: "2026-11-20",
      currency: "USD",
      buyer: { ids: [{ scheme: "ZZ", id: "NORTHFIELD" }], name: "Northfield Health" },
      seller: { ids: [{ scheme: "ZZ", id: "HARBORMED" }], name: "Harbor Medical Supply" },
      deliverTo: {
        ids: [{ scheme: "buyer", id: "NFCS" }],
        name: "Central Store",
        address: {
          lines: ["12 Depot Lane"],
          city: "Northfield",
          region: "MN",
          postalCode: "55057",
          country: "US",
        },
      },
      requestedDate: "2026-11-27",
      lines: [
        {
          id: "1",
          item: {
            ids: [
              { scheme: "seller", id: "HM-10041" },
              { scheme: "gtin", id: "19527000010023" },
              { scheme: "buyer", id: "NF-1002" },
            ],
            description: "Nitrile exam gloves, medium",
          },
          quantity: { value: "10", unit: "BX" },
          price: { amount: "4.5", currency: "USD" },
          requestedDate: "2026-11-27",
        },
      ],
      total: "45.00",
    });
  });

  test("has the GTIN of the ordered unit, or none", () => {
    const gtinOf = (unit: number) =>
      orderOf(lines({ unit })).lines[0]?.item.ids.find(({ scheme }) => scheme === "gtin");
    expect(gtinOf(1)?.id).toBe("09527000010026");
    expect(gtinOf(4)?.id).toBe("19527000010023");
    expect(gtinOf(5)).toBeUndefined();
  });

  test("keeps its line numbers, and omits sections and empty lines", () => {
    const sent = orderOf(
      lines({ section: true }, { number: 3 }, { number: 4, quantity: 0 }, { number: 7, product: 1001 }),
    );
    expect(sent.lines.map(({ id }) => id)).toEqual(["3", "7"]);
  });

  test("has the note of a line, and the price 0 of a line that is free", () => {
    const [line] = orderOf(lines({ description: "Gloves\nTo the ramp", price: 0 })).lines;
    expect(line).toMatchObject({ note: "To the ramp", price: { amount: "0", currency: "USD" } });
  });

  test("has prices net of the discount", () => {
    const sent = orderOf(lines({ price: 5, discount: 12.5 }));
    expect(sent.lines[0]?.price?.amount).toBe("4.375");
    expect(sent.total).toBe("43.75");
  });

  test("requests its earliest date, and for each line its own", () => {
    const sent = orderOf(lines({ expected: "2026-12-04" }, { expected: "2026-11-30" }, { expected: null }));
    expect(sent.requestedDate).toBe("2026-11-30");
    expect(sent.lines.map(({ requestedDate }) => requestedDate)).toEqual([
      "2026-12-04",
      "2026-11-30",
      undefined,
    ]);
  });

  test("has decimal amounts, not binary fractions", () => {
    const sent = orderOf(lines({ quantity: 3, price: 0.1 }, { quantity: 1.1, price: 1.1 }));
    expect(sent.total).toBe("1.51");
    expect(sent.lines.map(({ quantity }) => quantity.value)).toEqual(["3", "1.1"]);
  });

  test("has its own currency", () => {
    const euro = { id: 2, name: "EUR" };
    const sent = orderOf({ orders: [{ currency: 2 }], currencies: [{ id: 1, name: "USD" }, euro] });
    expect([sent.currency, sent.lines[0]?.price?.currency]).toEqual(["EUR", "EUR"]);
  });
});

describe("a repeated order", () => {
  const sent = (output: CanonicalDocument | null): AppliedDocument => ({
    id: "1",
    input: trigger,
    output,
    changes: [],
  });
  const again = (history: readonly AppliedDocument[], odoo: OdooSetup = {}) => {
    const context = { connection: profile, policy: {}, today: "2026-11-25", history };
    const plan = inEnglish(orderDispatch.plan(trigger, snapshotOf(odoo), context));
    if (!("send" in plan)) throw new Error(JSON.stringify(plan));
    return { purpose: order.parse(plan.send.document).purpose, note: plan.send.note };
  };
  /** As the journal returns it, with the members in another order. */
  const reordered = (document: object) =>
    JSON.parse(JSON.stringify(document), (_name, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as CanonicalDocument;

  test("without changes is a duplicate, however often", () => {
    const first = reordered(orderOf());
    expect(again([sent(first)])).toEqual({
      purpose: "duplicate",
      note: "Order with 1 line to Harbor Medical Supply, sent again as a duplicate.",
    });
    expect(again([sent(first), sent({ ...orderOf(), purpose: "duplicate" })]).purpose).toBe("duplicate");
  });

  test("with changes replaces the latest one", () => {
    const changed = orderOf(lines({ quantity: 11 }));
    expect(again([sent(orderOf())], lines({ quantity: 11 })).purpose).toBe("replacement");
    expect(again([sent(orderOf()), sent(changed)], lines({ quantity: 11 })).purpose).toBe("duplicate");
    expect(again([sent(orderOf()), sent(changed)]).note).toMatch(/, sent again with changes\.$/);
  });

  test("replaces a change that was sent since, although the order is as it was first", () => {
    const change = sent({ type: "OrderChange", purpose: "cancel" } as CanonicalDocument);
    expect(again([sent(orderOf()), change]).purpose).toBe("replacement");
    expect(again([sent(orderOf()), change, sent(orderOf())]).purpose).toBe("duplicate");
    const version = (version_number: number, change_sequence = 0) =>
      sentLine({ id: 9000 + version_number, version_number, change_sequence });
    const byEmail = { sentLines: [version(1), version(2, 1), version(3)] };
    expect(again([sent(orderOf())], byEmail).purpose).toBe("replacement");
    const before = { sentLines: [version(1), version(2, 1), version(3), version(4)] };
    expect(again([sent(orderOf())], before).purpose).toBe("duplicate");
  });

  test("is an original if nothing was accepted before", () => {
    for (const history of [[], [sent(null)]]) expect(again(history).purpose).toBeUndefined();
  });
});

describe("an unsent order", () => {
  test.each<[string, OdooSetup, string]>([
    ["is gone", { orders: [] }, "UNKNOWN_ORDER"],
    ["was cancelled meanwhile", { orders: [{ state: "cancel" }] }, "UNKNOWN_ORDER"],
    ["is a draft again", { orders: [{ state: "draft" }] }, "UNKNOWN_ORDER"],
    ["has a unit without a code", lines({ unit: 7 }), "UNKNOWN_UNIT"],
    ["has an item without any number", lines({ product: 1099 }), "UNKNOWN_ITEM"],
    ["has a product that cannot be read", lines({}, { product: 4711 }), "UNKNOWN_ITEM"],
    ["has nothing on it", lines({ section: true }), "UNKNOWN_ITEM"],
    ["goes to a customer's address", { orders: [{ dropShip: 99 }] }, "UNKNOWN_LOCATION"],
  ])("is an exception because it %s", (_what, odoo, code) => {
    expect(planOf(odoo)).toMatchObject({ exception: { code } });
  });

  test("names the next step for a unit", () => {
    expect(planOf(lines({ unit: 7 }))).toMatchObject({
      exception: {
        suggestion:
          "Enter the UN/ECE code of the unit Roll without a code (for example BX for a box), then retry.",
      },
    });
  });
});

describe("the flow", () => {
  test("accepts only confirmed purchase orders", () => {
    expect(orderDispatch.accepts(trigger)).toBe(true);
    expect(orderDispatch.accepts({ ...trigger, event: "replay" })).toBe(false);
    expect(orderDispatch.accepts({ ...trigger, model: "sale.order" })).toBe(false);
  });

  test("reads by Odoo's ID, within the partner and the company", () => {
    expect(orderDispatch.reads(trigger, profile).lines?.domain).toEqual([
      ["order_id", "=", 12],
      ["order_id.company_id", "=", 1],
      ["order_id.partner_id", "child_of", 40],
    ]);
  });
});
