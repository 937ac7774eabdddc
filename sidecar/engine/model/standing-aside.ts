import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { Document } from "../records.ts";

/**
 * The reasons for which a document waits without holding the later documents of its aggregate. An invoice for goods that have not
 * been received may wait for weeks, and neither a response to the order nor another invoice depends on it.
 */
export const STANDS_ASIDE: readonly ReasonCode[] = ["INVOICE_BEFORE_RECEIPT"];

/** Returns whether later documents of the aggregate may overtake the document while it waits. */
export function standsAside({
  state,
  reasonCode,
}: Pick<Document, "state"> & { readonly reasonCode?: Document["reasonCode"] }): boolean {
  return state === "waiting" && STANDS_ASIDE.some((code) => code === reasonCode);
}
