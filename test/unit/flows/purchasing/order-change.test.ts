import { describe, expect, test } from "vitest";
import type { CanonicalDocument } from "../../../../sidecar/documents/document.ts";
import { type OrderChange, orderChange as schema } from "../../../../sidecar/documents/order-change.ts";
import type { AppliedDocument, OutboxTrigger, Plan } from "../../../../sidecar/flows/flow.ts";
import { orderChange } from "../../../../sidecar/flows/purchasing/order-change/flow.ts";
import { inEnglish } from "../english.ts";
import { readJson } from "../golden.ts";
import { type OdooSetup, profile, snapshotOf } from "../northfield.ts";

const sentOrder = readJson("40-850-order-as-it-goes-to-the-supplier", "document.json") as CanonicalDocument;

const gloves = {
  item: { ids: [{ scheme: "odoo", id: "1002" }] },
  quantity: { value: "10", unit: "odoo:4" },
  price: { amount: "4.5", currency: "USD" },
  requestedDate: "2026-11-27",
};
const lines = [{ id: "1", before: gloves, now: { ...gloves, quantity: { value: "50", unit: "odoo:4" } } }];
const request = {
  type: "OrderChange",
  id: "P00012",
  sequence: 1,
  purpose: "change",
  orderDate: "2026-11-20",
  issueDate: "2026-11-21",
  currency: "USD",
  lines,
};

const triggerOf = (document: unknown): OutboxTrigger => ({
  type: "OutboxTrigger",
  key: "order-change/db/edi-harbor/12/1",
  event: "order.changed",
  model: "purchase.order",
  id: 12,
  number: "P00012",
  document,
});

const applied = (output: CanonicalDocument | null): AppliedDocument => ({
  id: "1",
  input: triggerOf(undefined),
  output,
  changes: [],
});

type Given = {
  readonly odoo?: OdooSetup;
  readonly history?: readonly AppliedDocument[];
  readonly policy?: object;
};

function planOf(document: unknown, { odoo, history = [applied(sentOrder)], policy = {} }: Given = {}): Plan {
  const context = {
    connection: profile,
    policy: orderChange.policy.parse(policy),
    today: "2026-11-21",
    history,
  };
  return inEnglish(orderChange.plan(triggerOf(document), snapshotOf(odoo), context));
}

function sent(document: unknown, given?: Given): OrderChange {
  const plan = planOf(document, given);
  if (!("send" in plan)) throw new Error(JSON.stringify(plan));
  return schema.parse(plan.send.document);
}

function held(document: unknown, given?: Given) {
  const plan = planOf(document, given);
  if (!("exception" in plan)) throw new Error(JSON.stringify(plan));
  const { code, findings } = plan.exception;
  return [code, findings[0]?.text];
}

const lineOf = (before: object | undefined, now: object | undefined) =>
  sent({ ...request, lines: [{ id: "1", ...(before && { before }), ...(now && { now }) }] }).lines[0];

describe("a change that Odoo requests", () => {
  test("is sent with the parties, the vendor's codes and what is left to receive", () => {
    expect(planOf(request)).toMatchObject({
      send: {
        links: [{ model: "purchase.order", id: 12 }],
        note: "Change 1 of the order to Harbor Medical Supply.",
      },
    });
    const document = sent(request, {
      odoo: { orders: [{ supplierReference: "SO-9001", lines: [{ quantity: 50, received: 4 }] }] },
    });
    expect(document).toMatchObject({
      sequence: 1,
      sellerReference: "SO-9001",
      buyer: { ids: [{ scheme: "ZZ", id: "NORTHFIELD" }], name: "Northfield Health" },
      seller: { ids: [{ scheme: "ZZ", id: "HARBORMED" }], name: "Harbor Medical Supply" },
      deliverTo: { name: "Central Store" },
      lines: [{ id: "1", action: "quantity-changed", open: { value: "46", unit: "BX" } }],
    });
    expect(document.lines[0]?.now?.item?.ids).toEqual([
      { scheme: "seller", id: "HM-10041" },
      { scheme: "gtin", id: "19527000010023" },
      { scheme: "buyer", id: "NF-1002" },
    ]);
  });

  test.each([
    ["quantity-changed", { quantity: { value: "50", unit: "odoo:4" } }],
    ["quantity-changed", { quantity: { value: "10", unit: "odoo:5" } }],
    ["price-changed", { price: { amount: "4.25", currency: "USD" } }],
    ["price-changed", { price: { amount: "0", currency: "USD" } }],
    ["date-changed", { requestedDate: "2026-12-01" }],
    ["note-changed", { note: "To the ramp" }],
    ["changed", { requestedDate: "2026-12-01", note: "To the ramp" }],
    ["replaced", { item: { ids: [{ scheme: "odoo", id: "1003" }] } }],
  ])("a line is %s with %j", (action, over) => {
    expect(lineOf(gloves, { ...gloves, ...over })?.action).toBe(action);
  });

  test("a line may be added, deleted, or reduced to nothing", () => {
    expect(lineOf(undefined, gloves)?.action).toBe("added");
    expect(lineOf(gloves, undefined)).toMatchObject({
      action: "deleted",
      before: { quantity: { unit: "BX" } },
    });
    const nothing = { ...gloves, quantity: { value: "0.00", unit: "odoo:4" } };
    expect(lineOf(gloves, nothing)).toMatchObject({ action: "deleted" });
    expect(lineOf(gloves, nothing)?.now).toBeUndefined();
  });

  test("values as they were sent may be mixed with IDs in Odoo", () => {
    const before = {
      item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
      quantity: { value: "10.0", unit: "BX" },
      price: { amount: "4.50", currency: "USD" },
      requestedDate: "2026-11-27",
    };
    const changed = [
      { id: "1", before, now: gloves },
      { id: "2", before, now: { ...gloves, requestedDate: "2026-12-01" } },
    ];
    expect(sent({ ...request, lines: changed }).lines.map(({ action }) => action)).toEqual([
      "unchanged",
      "date-changed",
    ]);
  });

  test("the delivery address is compared with the one that the vendor has", () => {
    const moved = {
      ...sentOrder,
      deliverTo: { ids: [{ scheme: "buyer", id: "EAST" }], name: "Clinic East" },
    };
    expect(sent(request).before).toBeUndefined();
    const document = sent(
      { ...request, before: { requestedDate: "2026-11-20" } },
      { history: [applied(moved as CanonicalDocument)] },
    );
    expect(document.before).toEqual({ requestedDate: "2026-11-20", deliverTo: moved.deliverTo });
  });

  test("is not sent if the vendor knows everything already", () => {
    const plan = planOf({ ...request, lines: [{ id: "1", before: gloves, now: gloves }] });
    expect(plan).toMatchObject({
      operations: [],
      note: "Order P00012 has no changes that were not sent to Harbor Medical Supply already. Nothing was sent.",
    });
  });

  test("a cancellation is sent for a cancelled order only, and a change for a confirmed one", () => {
    const cancelled = { odoo: { orders: [{ state: "cancel" }] } };
    const cancellation = { ...request, purpose: "cancel", sequence: 2, lines: [] };
    expect(planOf(cancellation, cancelled)).toMatchObject({
      send: {
        document: { purpose: "cancel", lines: [] },
        note: "Cancellation of the order to Harbor Medical Supply, as change 2.",
      },
    });
    expect(held(cancellation)[0]).toBe("UNKNOWN_ORDER");
    expect(held(request, cancelled)).toEqual([
      "UNKNOWN_ORDER",
      "Order P00012 is not confirmed in Odoo, so its change was not sent.",
    ]);
  });

  test.each([
    ["nothing", []],
    ["nothing that arrived", [applied(null)]],
  ])("of an order of which %s was sent is held", (_name, history) => {
    expect(held(request, { history })).toEqual([
      "UNKNOWN_ORDER",
      "Harbor Medical Supply has not received order P00012 over this connection, so there is nothing to change. Nothing was sent.",
    ]);
  });

  test.each(["email", "none"])("is held if order changes go by %s", (order_changes) => {
    expect(held(request, { policy: { order_changes } })[0]).toBe("UNSUPPORTED_DOCUMENT");
  });

  test.each([
    [{ ...gloves, item: { ids: [{ scheme: "odoo", id: "1099" }] } }, "UNKNOWN_ITEM"],
    [{ ...gloves, item: { ids: [{ scheme: "odoo", id: "4711" }] } }, "UNKNOWN_ITEM"],
    [{ ...gloves, quantity: { value: "1", unit: "odoo:7" } }, "UNKNOWN_UNIT"],
    [{ ...gloves, quantity: { value: "1", unit: "odoo:4711" } }, "UNKNOWN_UNIT"],
  ])("that the vendor could not understand is held: %j", (now, code) => {
    expect(held({ ...request, lines: [{ id: "1", now }] })[0]).toBe(code);
  });

  test.each([
    [undefined, "Document (missing or of the wrong type)"],
    [{}, "Type (not an allowed value)"],
    [{ ...request, sequence: 0 }, "Number of the change (too small or too short)"],
    [
      { ...request, lines: [{ id: "1", now: { ...gloves, quantity: { value: "x", unit: "BX" } } }] },
      "line 1, Quantity (wrong format)",
    ],
  ])("that is not valid is held: %j", (document, path) => {
    const [code, text] = held(document);
    expect(code).toBe("SCHEMA_INVALID");
    expect(text).toContain(path);
  });

  test("of an order that is gone is held", () => {
    expect(held(request, { odoo: { orders: [] } })[0]).toBe("UNKNOWN_ORDER");
  });
});

test("reads the products that the request names, also those that left the order", () => {
  const other = {
    ...gloves,
    item: {
      ids: [
        { scheme: "odoo", id: "1003" },
        { scheme: "seller", id: "7" },
      ],
    },
  };
  const reads = orderChange.reads(
    triggerOf({ ...request, lines: [{ id: "1", before: gloves, now: other }] }),
    profile,
  );
  expect(reads.named_products?.domain.at(-1)).toEqual(["id", "in", [1002, 1003]]);
  expect(orderChange.reads(triggerOf("x"), profile).named_products?.domain.at(-1)).toEqual(["id", "in", []]);
});

test("belongs to the aggregate of its order, so that it waits for it", () => {
  expect(orderChange.aggregate(triggerOf(request), profile)).toBe(`order/${profile.code}/P00012`);
});
