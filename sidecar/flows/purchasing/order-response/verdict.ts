import type { FieldValues, Finding } from "../../flow.ts";
import { itemLabel, type PurchaseLine } from "../purchase-order.ts";

/**
 * One question about a line answered: either nothing, a change that policy allows, or a finding for a person; one that may be
 * accepted comes with the values to write then.
 */
export type Verdict = {
  readonly blocking?: Finding;
  readonly change?: Finding;
  readonly values?: FieldValues;
};

/** Gives what is common to every finding about a line. */
export function about(line: PurchaseLine): Pick<Finding, "line" | "item"> {
  return { line: String(line.number), item: line.product.code ?? line.product.name };
}

/** Gives how a sentence names the line. */
export function lineName(line: PurchaseLine): string {
  return `Line ${line.number} (${itemLabel(line.product)})`;
}

/** A finding that a person may accept, with what is written then; null: it cannot be written as it is told. */
export function forAcceptance(blocking: Finding, values: FieldValues | null): Verdict {
  return values === null ? { blocking } : { blocking: { ...blocking, acceptable: true }, values };
}
