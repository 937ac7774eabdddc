import type { CustomerInvoice } from "../../../documents/customer-invoice.ts";
import type { Finding } from "../../flow.ts";
import type { Crosswalk } from "../../kit/crosswalk.ts";
import { codesOf } from "../../kit/item-matching.ts";
import { unknownRecord } from "../../kit/unknown.ts";
import type { CustomerInvoicePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/** The crosswalk scheme that maps the billing system's numbers of paying organisations to partners in Odoo. */
const payerScheme = "payer";
/** The crosswalk scheme that maps the pseudonyms of patient accounts to partners in Odoo. */
const accountScheme = "account";

/**
 * Returns the ID of the partner in Odoo that owes the invoice. It is in the crosswalk or, for a patient who is not, in the
 * policy, which may contain one partner for all patients. If there is none, returns an UNKNOWN_PARTNER finding.
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
  const finding = unknownPayer(codesOf(payer), isPatient);
  if (isPatient) return { finding };
  const named = payer.filter(({ scheme }) => scheme === payerScheme);
  return { finding: { ...finding, ...unknownRecord("res.partner", payerScheme, named) } };
}

function unknownPayer(payer: string, isPatient: boolean): Finding {
  const text = isPatient ? say("patient-unknown") : say("payer-unknown", { payer });
  return { code: "UNKNOWN_PARTNER", field: "payer", theirs: payer, text };
}
