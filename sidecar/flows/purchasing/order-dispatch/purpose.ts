import type { Order } from "../../../documents/order.ts";
import type { AppliedDocument } from "../../flow.ts";

/**
 * Gives what an order is to a supplier who has taken one under its number before: the same once more, or another in its
 * place. Undefined for the first; and after one that was refused, or never confirmed to have arrived.
 */
export function purposeOf(order: Order, sent: readonly AppliedDocument[]): Order["purpose"] {
  const before = sent.flatMap(({ output }) => (output?.type === "Order" ? output : [])).at(-1);
  if (before === undefined) return undefined;
  return sameText(content(order)) === sameText(content(before)) ? "duplicate" : "replacement";
}

function content({ purpose: _purpose, ...rest }: Order): object {
  return rest;
}

/** The journal gives the fields of a document back in another order. */
function sameText(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
