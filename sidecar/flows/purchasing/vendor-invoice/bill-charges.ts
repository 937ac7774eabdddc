import { Decimal } from "decimal.js";
import type { Invoice } from "../../../documents/invoice.ts";
import type { Term } from "../../../terms/term.ts";
import type { Finding } from "../../flow.ts";
import { type Crosswalk, chargeScheme } from "../../kit/crosswalk.ts";
import { say as sayOfFlows } from "../../kit/terms.ts";
import { unknownRecord } from "../../kit/unknown.ts";
import type { MatchedLine } from "./bill-lines.ts";
import type { VendorInvoicePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/** A charge in the arguments of the verb `draft_vendor_bill`. `name` is the vendor's description, or a term if there is none. */
export type BillCharge = {
  readonly account_id: number;
  readonly name: string | Term;
  readonly amount: string;
};

/**
 * Returns the charges and allowances of the invoice and its lines with their accounts. The account is in the crosswalk or, if it
 * has no entry, in the policy. Each charge without an account results in a finding. Charges that are settled separately, or
 * already included in the price of their line, are omitted.
 */
export function billCharges(
  invoice: Invoice,
  matched: readonly MatchedLine[],
  crosswalk: Crosswalk,
  policy: VendorInvoicePolicy,
  decimals: number,
): { readonly charges: readonly BillCharge[]; readonly findings: readonly Finding[] } {
  const ofLines = matched.filter(({ isNet }) => !isNet).flatMap(({ invoiced }) => invoiced.charges ?? []);
  const posted = [...invoice.charges, ...ofLines]
    .filter(({ amount, apart }) => apart === undefined && !new Decimal(amount).isZero())
    .map((charge) => {
      const account =
        crosswalk.find(chargeScheme, charge.code, "account.account") ?? policy.charge_account_id;
      return account === null
        ? unknownAccount(charge, invoice.currency)
        : billCharge(charge, account, decimals);
    });
  return {
    charges: posted.filter((each) => "account_id" in each),
    findings: posted.filter((each) => "text" in each),
  };
}

type Charge = Invoice["charges"][number];

function billCharge({ code, description, amount }: Charge, account: number, decimals: number): BillCharge {
  return {
    account_id: account,
    name: description ?? sayOfFlows("amount-of-charge", { charge: code }),
    amount: new Decimal(amount).toFixed(decimals),
  };
}

function unknownAccount({ code, description, amount }: Charge, currency: string): Finding {
  const charge = description === undefined ? code : `${description} (${code})`;
  const text = say("charge-without-account", { charge, amount: { amount, currency } });
  const entry = unknownRecord("account.account", chargeScheme, [{ id: code }], description);
  return { code: "UNKNOWN_ACCOUNT", field: "charge", theirs: code, text, ...entry };
}
