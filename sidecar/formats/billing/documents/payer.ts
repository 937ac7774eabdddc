import type { BillingPayer } from "../../../codecs/billing/values.ts";
import type { Identifier } from "../../../documents/values.ts";
import type { Pseudonym } from "../../pseudonym.ts";

/**
 * Returns a list with the identifier of a payer: the number of an organisation (scheme "payer"), or the pseudonym of a patient's
 * account number (scheme "account").
 */
export function payerIdentifiers(payer: BillingPayer, pseudonym: Pseudonym): Identifier[] {
  return payer.kind === "patient"
    ? [{ scheme: "account", id: pseudonym("account", payer.id) }]
    : [{ scheme: "payer", id: payer.id }];
}
