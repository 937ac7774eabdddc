import type { BillingPayer } from "../../../codecs/billing/values.ts";
import type { Identifier } from "../../../documents/values.ts";
import type { Pseudonym } from "../../pseudonym.ts";

/** Returns the payer's identifiers: an organisation's own number; a patient's as the pseudonym of the account. */
export function payerIdentifiers(payer: BillingPayer, pseudonym: Pseudonym): Identifier[] {
  return payer.kind === "patient"
    ? [{ scheme: "account", id: pseudonym("account", payer.id) }]
    : [{ scheme: "payer", id: payer.id }];
}
