import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import type { Invoice } from "../../../sidecar/documents/invoice.ts";
import type { OrderResponse } from "../../../sidecar/documents/order-response.ts";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import type {
  FieldValues,
  Flow,
  FlowInput,
  Operation,
  Plan,
  ReadRequest,
} from "../../../sidecar/flows/flow.ts";
import { invoice as billed, receipt, refund, withdrawal } from "./billing/billing-documents.ts";
import { movementLine, movementOf } from "./billing/departments.ts";
import { encounterOutcome } from "./billing/encounter-golden.ts";
import { dispatchOf, fixtures, outcomeOf } from "./golden.ts";
import { moneyOutcome } from "./money/money-golden.ts";
import { profile } from "./northfield.ts";
import { decide } from "./purchasing/decide.ts";
import { boxes, line, answer as response } from "./purchasing/order-responses.ts";
import { requisitionOf, requisitionPlan } from "./purchasing/requisitions.ts";
import { stockOutcome } from "./stock/stock-golden.ts";

/**
 * Compares what the flows read and do with what the addon allows. `allowed.json` is the union of what its modules declare, written
 * from Odoo (`dev/write-allowed.ts`). A test in Odoo fails if it is stale.
 */

type Fields = Readonly<Record<string, readonly string[]>>;
type Allowed = {
  /** The model to which each field leads. */
  readonly read: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly write: Fields;
  readonly create: Fields;
  readonly link: readonly string[];
  readonly verbs: readonly string[];
};

const allowed = JSON.parse(
  readFileSync(new URL("../../../odoo_addon/suture_demo/tests/allowed.json", import.meta.url), "utf8"),
) as Allowed;

function refused({ model, fields, domain, order }: ReadRequest): string[] {
  const ordering = (order ?? "").split(",").map((term) => term.trim().split(" ")[0] ?? "");
  const paths = domain.flatMap((leaf) => (typeof leaf === "string" ? [] : [leaf[0]]));
  return [...fields, ...ordering.filter((field) => field !== ""), ...paths].flatMap((path) =>
    refusedPath(model, path),
  );
}

function refusedPath(model: string, path: string): string[] {
  const [field = "", ...rest] = path.split(".");
  const target = allowed.read[model]?.[field];
  if (target === undefined) return [`${model}.${field}`];
  if (rest.length === 0) return [];
  return target === null ? [`${model}.${path}`] : refusedPath(target, rest.join("."));
}

const item = { ids: [{ scheme: "seller", id: "HM-10041" }] };
const quantity = { value: "1", unit: "BX" };

const answer: OrderResponse = {
  type: "OrderResponse",
  id: "P00012",
  orderReference: "P00012",
  response: "detail",
  lines: [{ item, quantity, parts: [] }],
};

const bill: Invoice = {
  type: "Invoice",
  id: "HM-70012",
  issueDate: "2026-11-25",
  currency: "USD",
  orderReference: "P00012",
  lines: [{ item, quantity, price: { amount: "1", currency: "USD" }, amount: "1.00" }],
  charges: [{ code: "D240", amount: "1.00" }],
  taxes: [],
  total: "2.00",
};

const inputs: readonly FlowInput[] = [
  {
    type: "OutboxTrigger",
    key: "1",
    event: "order.confirmed",
    model: "purchase.order",
    id: 12,
    number: "P00012",
  },
  answer,
  bill,
  billed(),
  withdrawal(),
  receipt(),
  refund(),
  movementOf([movementLine({ lot: { number: "LS2601A" } })]),
  requisitionOf(),
];

describe("every read of a flow is permitted by the gateway", () => {
  test.each(inputs.map((input) => [input.type, input] as const))("%s", (_type, input) => {
    const flow = flows.find((each) => each.accepts(input));
    const reads = Object.entries(flow?.reads(input, profile) ?? {});
    expect(reads.length).toBeGreaterThan(0);
    expect(reads.flatMap(([name, request]) => refused(request).map((what) => `${name}: ${what}`))).toEqual(
      [],
    );
  });
});

type Applied = Extract<Plan, { operations: unknown }>;

/** Returns what a plan requests although it is not allowed. */
function overreach({ operations, guards = [], links = [] }: Applied): string[] {
  return [
    ...operations.flatMap(overreachOf),
    ...guards.flatMap(({ model, field }) => refusedPath(model, field)),
    ...links.flatMap((link) => ("model" in link && !allowed.link.includes(link.model) ? [link.model] : [])),
  ];
}

function overreachOf(operation: Operation): string[] {
  switch (operation.op) {
    case "do":
      return allowed.verbs.includes(operation.verb) ? [] : [operation.verb];
    case "write":
      return notIn(allowed.write, operation.model, operation.values);
    case "create":
    case "upsert":
      return notIn(allowed.create, operation.model, operation.values);
    default:
      return "model" in operation.to && !allowed.link.includes(operation.to.model)
        ? [operation.to.model]
        : [];
  }
}

function notIn(fields: Fields, model: string, values: FieldValues): string[] {
  return Object.keys(values).flatMap((name) =>
    fields[model]?.includes(name) === true ? [] : [`${model}.${name}`],
  );
}

/** Returns the plans of all golden pairs. */
async function plansOfFixtures(): Promise<Plan[]> {
  const spies = flows.map((flow: Flow) => vi.spyOn(flow, "plan"));
  for (const fixture of readdirSync(fixtures)) {
    for (const outcome of [outcomeOf, dispatchOf, moneyOutcome, stockOutcome, encounterOutcome]) {
      try {
        await outcome(fixture);
      } catch {
        // A fixture belongs to one kind, and the readers of other kinds fail on it.
      }
    }
  }
  requisitionPlan(requisitionOf());
  decidedPlans();
  return spies.flatMap((spy) =>
    spy.mock.results.flatMap(({ type, value }) => (type === "return" ? [value] : [])),
  );
}

/** Makes the plans that only a person's decision on a line of an order response causes. */
function decidedPlans(): void {
  const parts = (...all: Parameters<typeof line>[0]) => response([line(all)]);
  const offered = { status: "substituted" as const, substitute: { ids: [{ scheme: "seller", id: "HM-1" }] } };
  const firm = { quantity: boxes(6), date: "2026-11-30" };
  const later = { status: "backordered" as const, quantity: boxes(4), date: "2027-01-15" };
  decide(parts({ status: "rejected" }), "reorder");
  decide(parts(offered), "substitute", {}, 1004);
  decide(parts(firm, later), "split");
}

describe("every plan is permitted by the gateway", () => {
  test("of all golden pairs", async () => {
    const plans = (await plansOfFixtures()).filter((plan): plan is Applied => "operations" in plan);
    const verbs = plans.flatMap(({ operations }) =>
      operations.flatMap((each) => (each.op === "do" ? [each.verb] : [])),
    );
    expect([...new Set(verbs)].sort()).toEqual(allowed.verbs);
    expect(plans.length).toBeGreaterThan(50);
    expect([...new Set(plans.flatMap(overreach))]).toEqual([]);
  });

  test("an operation that is not permitted is found", () => {
    const plan = {
      operations: [
        { op: "do", verb: "delete_everything", arguments: {} },
        { op: "write", model: "res.users", id: 1, values: { password: "x" } },
        { op: "create", model: "purchase.order", values: { state: "done" } },
        { op: "notify", to: { model: "res.users", id: 1 }, body: "x" },
      ],
      guards: [{ model: "purchase.order", id: 1, field: "note", equals: null }],
      links: [{ model: "ir.attachment", id: 1 }],
    } as unknown as Applied;
    expect(overreach(plan)).toEqual([
      "delete_everything",
      "res.users.password",
      "purchase.order.state",
      "res.users",
      "purchase.order.note",
      "ir.attachment",
    ]);
    expect(refusedPath("purchase.order.line", "order_id.note")).toEqual(["purchase.order.note"]);
  });
});
