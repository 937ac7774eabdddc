import type {
  OrderResponse,
  OrderResponseLine,
  OrderResponsePart,
} from "../../../../sidecar/documents/order-response.ts";
import type { Acceptance, Plan } from "../../../../sidecar/flows/flow.ts";
import { orderResponse } from "../../../../sidecar/flows/purchasing/order-response/flow.ts";
import { inEnglish } from "../english.ts";
import { type LineSetup, type OdooSetup, profile, snapshotOf } from "../northfield.ts";

export type Part = Partial<OrderResponsePart>;

/** The values of a line that differ from the default. `undefined` omits a member. */
export type Over = { readonly [Field in keyof OrderResponseLine]?: OrderResponseLine[Field] | undefined };

/** Returns the vendor's response to a line of medium gloves in boxes. */
export function line(parts: readonly Part[], over: Over = {}): OrderResponseLine {
  const usual = {
    id: "1",
    item: { ids: [{ scheme: "seller", id: "HM-10041" }] },
    quantity: boxes(10),
    price: dollars("4.50"),
    parts: parts.map((part) => ({ status: "accepted", ...part })),
  };
  const given = Object.entries({ ...usual, ...over }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as OrderResponseLine;
}

export const boxes = (value: number) => ({ value: String(value), unit: "BX" });
export const pieces = (value: number) => ({ value: String(value), unit: "C62" });
export const dollars = (amount: string) => ({ amount, currency: "USD" });

export function answer(
  lines: readonly OrderResponseLine[],
  over: Partial<OrderResponse> = {},
): OrderResponse {
  return {
    type: "OrderResponse",
    id: "P00012",
    orderReference: "P00012",
    response: "detail",
    lines: [...lines],
    ...over,
  };
}

/** Returns the plan for a response. The connection accepts any reduction unless `policy` says otherwise. */
export function planOf(
  document: OrderResponse,
  odoo: OdooSetup = {},
  given: Record<string, unknown> = {},
  accepted: readonly Acceptance[] = [],
): Plan {
  const policy = { quantity_decrease_percent: 100, ...given };
  const connection = { ...profile, policy };
  const context = { connection, policy: orderResponse.policy.parse(policy), today: "2026-11-21", accepted };
  return inEnglish(orderResponse.plan(document, snapshotOf(odoo), context));
}

/** Returns what the plan writes to lines, by line ID, or the code of an exception. */
export function outcome(plan: Plan): Record<string, unknown> | string {
  if ("exception" in plan) return plan.exception.code;
  if (!("operations" in plan)) throw new Error("Neither applied nor held.");
  const writes = plan.operations.flatMap((each) => (each.op === "write" ? [[each.id, each.values]] : []));
  return Object.fromEntries(writes);
}

export const one = (setup: LineSetup): OdooSetup => ({ orders: [{ lines: [setup] }] });
export const at = (day: string) => `${day}T12:00:00Z`;
export const keeps = { price_unit: 4.5, date_planned: "2026-11-27T15:30:00Z" };
