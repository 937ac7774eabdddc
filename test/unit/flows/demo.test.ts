import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import type { Flow, FlowInput, Plan, Snapshot } from "../../../sidecar/flows/flow.ts";
import { readX12Message } from "../../../sidecar/formats/x12/reader.ts";
import { inboundX12 } from "../../../sidecar/formats/x12/registry.ts";
import { fixtures, written } from "./golden.ts";
import { idOf, type OrderSetup, profile, snapshotOf } from "./northfield.ts";

/**
 * Processes the vendors' part of the demo's day with the pure rooms of the sidecar, to check that its files and its expectations
 * agree. The messages of the EHR and the billing system need a running system, so the end-to-end test covers them.
 */

const folder = join(fixtures, "demo");
const read = (name: string) => readFileSync(join(folder, name), "utf8");
const json = <Shape>(name: string) => JSON.parse(read(name)) as Shape;

const today = "2026-11-20";
const run = "R1";

type Ordered = { item: string; unit: string; quantity: number; price: number; expectedInDays: number };
type Step = { id: string; connection?: string; order?: string; file?: string; repeat?: string };
type Exchange = {
  direction: string;
  step: string;
  document_code: string | null;
  state: string;
  reason_code: string | null;
};
type ExpectedOrder = { supplier_reference: string | null; lines: (Ordered & { line: number })[] };

const orders = json<Record<string, { lines: Ordered[] }>>("orders.json");
const { steps: all } = json<{ steps: Step[] }>("play.json");
const isSuppliers = ({ connection }: Step) => connection === "edi-harbor";
const steps = all.filter(isSuppliers);
const others = new Set(all.filter((step) => !isSuppliers(step)).map(({ id }) => id));

function dayIn(days: number): string {
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
}

const nameOf = (letter: string) => `P${letter}`;

function fill(step: Step, position: number): string {
  const control = 1000 + position;
  const values: Record<string, string> = {
    interchange: String(control).padStart(9, "0"),
    control: String(control),
    yymmdd: today.slice(2).replaceAll("-", ""),
    hhmm: "0930",
    run,
    order: nameOf(step.order ?? "?"),
    "group-control": "7",
    "document-control": "0001",
  };
  return read(step.file ?? "").replaceAll(
    /\{\{([a-z-]+)(?:\+(\d+))?\}\}/g,
    (whole, name: string, days?: string) => {
      if (name === "date") return dayIn(Number(days ?? 0)).replaceAll("-", "");
      return values[name] ?? whole;
    },
  );
}

function beforeTheDay(): Snapshot {
  const setup = Object.entries(orders).map(
    ([letter, { lines }]): OrderSetup => ({
      name: nameOf(letter),
      lines: lines.map((line, index) => ({
        number: index + 1,
        product: idOf(line.item),
        unit: idOf(line.unit),
        quantity: line.quantity,
        price: line.price,
        expected: dayIn(line.expectedInDays),
      })),
    }),
  );
  return snapshotOf({ orders: setup, crosswalk: [["charge", "D240", "account.account", 611]] });
}

function planOf(input: FlowInput, snapshot: Snapshot): Plan {
  const flow = flows.find((each: Flow) => each.accepts(input));
  if (flow === undefined) throw new Error("No flow takes the document.");
  return flow.plan(input, snapshot, { connection: profile, policy: flow.policy.parse({}), today });
}

/** A created bill is visible to the following documents. */
function withBill(snapshot: Snapshot, plan: Plan): Snapshot {
  const made = "operations" in plan ? plan.operations.find((each) => each.op === "do") : undefined;
  if (made === undefined) return snapshot;
  const bill = {
    id: 1,
    name: null,
    ref: made.arguments.number,
    state: "draft",
    invoice_date: made.arguments.invoice_date,
  };
  return { ...snapshot, bills: [...(snapshot.bills ?? []), bill] };
}

type Played = {
  readonly outcomes: Map<string, [state: string, reason: string | null]>;
  readonly snapshot: Snapshot;
  readonly bills: unknown[];
};

function play(): Played {
  const outcomes: Played["outcomes"] = new Map();
  const bills: unknown[] = [];
  let snapshot = beforeTheDay();
  for (const [position, step] of steps.entries()) {
    if (step.file === undefined) continue;
    const decoded = readX12Message(
      new TextEncoder().encode(fill(step, position)),
      {
        connection: profile,
        duplicateOfOther: false,
      },
      inboundX12,
    );
    const [document] = decoded.documents;
    const problem =
      decoded.problem ?? (document !== undefined && "problem" in document ? document.problem : undefined);
    if (problem !== undefined || document === undefined || !("document" in document)) {
      outcomes.set(step.id, ["attention", problem?.code ?? null]);
      continue;
    }
    const plan = planOf(document.document, snapshot);
    outcomes.set(step.id, "exception" in plan ? ["attention", plan.exception.code] : ["done", null]);
    if (!("operations" in plan)) continue;
    bills.push(...plan.operations.flatMap((each) => (each.op === "do" ? [each.arguments] : [])));
    snapshot = withBill(written(snapshot, plan), plan);
  }
  return { outcomes, snapshot, bills };
}

describe("the demo's day", () => {
  const played = play();
  const inbound = json<Exchange[]>("expected/exchanges.json").filter(
    ({ direction }) => direction === "inbound",
  );
  const expected = inbound.filter(({ step }) => !others.has(step));

  test("leaves no placeholder unfilled", () => {
    const filled = steps.filter(({ file }) => file !== undefined).map(fill);
    expect(filled.filter((text) => text.includes("{{"))).toEqual([]);
  });

  test.each(expected)("step $step: $state $reason_code", ({ step, state, reason_code }) => {
    expect(played.outcomes.get(step)).toEqual([state, reason_code]);
  });

  test("every step with a new delivery has an expected result", () => {
    expect([...played.outcomes.keys()].sort()).toEqual(expected.map(({ step }) => step).sort());
  });

  test("the orders have their expected values", () => {
    const { orders: found = [], lines = [] } = played.snapshot;
    for (const [letter, order] of Object.entries(
      json<Record<string, ExpectedOrder>>("expected/orders.json"),
    )) {
      const record = found.find(({ name }) => name === nameOf(letter));
      expect(record?.partner_ref).toBe(order.supplier_reference?.replace("{{run}}", run) ?? null);
      const held = lines
        .filter((line) => line.order_id === record?.id)
        .map((line) => [
          line.suture_line_number,
          line.product_qty,
          line.price_unit,
          String(line.date_planned).slice(0, 10),
        ]);
      expect(held).toEqual(
        order.lines.map(({ line, quantity, price, expectedInDays }) => [
          line,
          quantity,
          price,
          dayIn(expectedInDays),
        ]),
      );
    }
  });

  test("one bill is created, with the expected total", () => {
    const wanted =
      json<{ number: string; total: string; tax: string; dueInDays: number }[]>("expected/bills.json");
    expect(played.bills).toMatchObject(
      wanted.map(({ number, total, tax, dueInDays }) => ({
        number: number.replace("{{run}}", run),
        total,
        tax_total: tax,
        due_date: dayIn(dueInDays),
      })),
    );
  });

  test("the totals add up", () => {
    const totals = json<Record<string, number>>("expected/totals.json");
    const elsewhere = inbound.filter(({ step }) => others.has(step)).map(({ state }) => state);
    const states = [...[...played.outcomes.values()].map(([state]) => state), ...elsewhere];
    expect(totals).toMatchObject({
      sent: Object.keys(orders).length,
      delivered: all.filter(({ file, repeat }) => file !== undefined || repeat !== undefined).length,
      duplicates: all.filter(({ repeat }) => repeat !== undefined).length,
      received: states.length,
      applied: states.filter((state) => state === "done").length,
      exceptions: states.filter((state) => state === "attention").length,
    });
  });
});
