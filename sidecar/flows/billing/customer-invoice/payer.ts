import type { CustomerInvoice } from "../../../documents/customer-invoice.ts";
import type { Finding } from "../../flow.ts";
import type { Crosswalk } from "../../kit/crosswalk.ts";
import { unknownRecord } from "../../kit/unknown.ts";
import type { CustomerInvoicePolicy } from "./policy.ts";

/** The scheme of organisations that pay, by the billing system's number. */
const payerScheme = "payer";
/** The scheme of patients' accounts, by their pseudonym. */
const accountScheme = "account";

/**
 * Gives the partner that owes the invoice: the crosswalk's, for a patient else the connection's collective debtor; or
 * the finding that it is not known. Its code is UNKNOWN_PARTNER and not UNKNOWN_SUPPLIER: nobody supplies anything.
 */
export function findPayer(
  { payer }: CustomerInvoice,
  crosswalk: Crosswalk,
  policy: CustomerInvoicePolicy,
): { readonly partnerId: number } | { readonly finding: Finding } {
  for (const { scheme, id } of payer) {
    const known = crosswalk.find(scheme, id, "res.partner");
    if (known !== undefined && (scheme === payerScheme || scheme === accountScheme))
      return { partnerId: known };
  }
  const isPatient = payer.some(({ scheme }) => scheme === accountScheme);
  if (isPatient && policy.patient_partner_id !== null) return { partnerId: policy.patient_partner_id };
  const finding = unknownPayer(payer.map(({ id }) => id).join(", "), isPatient);
  if (isPatient) return { finding };
  const named = payer.filter(({ scheme }) => scheme === payerScheme);
  return { finding: { ...finding, ...unknownRecord("res.partner", payerScheme, named) } };
}

function unknownPayer(id: string, isPatient: boolean): Finding {
  const text = isPatient
    ? "The patient's account is not in the crosswalk, and the connection has no debtor for patients."
    : `The payer ${id} is not known.`;
  return { code: "UNKNOWN_PARTNER", field: "payer", theirs: id, text };
}

/** What to do about a payer that is not known. */
export const payerSuggestion =
  "Add the payer to the crosswalk, or the debtor for patients to the connection, then try again.";
