import { Decimal } from "decimal.js";
import type { CustomerInvoice } from "../../../documents/customer-invoice.ts";
import type { CustomerInvoiceVoid } from "../../../documents/customer-invoice-void.ts";
import type { Finding, Operation, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { decimalsOf } from "../../kit/cents.ts";
import { readCrosswalk } from "../../kit/crosswalk.ts";
import { forPerson, gravest, suggestionForLines } from "../../kit/findings.ts";
import { type BilledInvoice, invoiceLink, readableAmount, readBilledInvoice } from "../billed-invoice.ts";
import { imbalance, taxTotal } from "./balance.ts";
import { sameInvoice } from "./here-already.ts";
import { type PostedLine, postedLines } from "./invoice-lines.ts";
import { findPayer, payerSuggestion } from "./payer.ts";
import type { CustomerInvoicePolicy } from "./policy.ts";
import { planVoid } from "./void.ts";

type Context = PlanContext<CustomerInvoicePolicy>;

/** Decides what becomes of a customer invoice of the billing system, or of its withdrawal. */
export function planCustomerInvoice(
  document: CustomerInvoice | CustomerInvoiceVoid,
  snapshot: Snapshot,
  context: Context,
): Plan {
  return document.type === "CustomerInvoice"
    ? planIssue(document, snapshot, context)
    : planVoid(document, snapshot, context);
}

/** Asked in this order: does it add up, are payer, accounts and departments known, is it here already. */
function planIssue(invoice: CustomerInvoice, snapshot: Snapshot, { policy }: Context): Plan {
  const known = readBilledInvoice(snapshot);
  const decimals = decimalsOf(snapshot, invoice.currency);
  const toKnown = known === null ? [] : [invoiceLink(known)];
  const [wrong, ...alsoWrong] = imbalance(invoice, decimals);
  if (wrong !== undefined) return forPerson([wrong, ...alsoWrong], toKnown, outOfBalance);
  const crosswalk = readCrosswalk(snapshot);
  const payer = findPayer(invoice, crosswalk, policy);
  const { lines, findings } = postedLines(invoice, crosswalk, decimals);
  if ("finding" in payer) return forPerson([payer.finding, ...findings], toKnown, payerSuggestion);
  const [first, ...others] = findings;
  if (first !== undefined) return forPerson([first, ...others], toKnown, suggestionFor([first, ...others]));
  const wanted = { partnerId: payer.partnerId, lines, decimals };
  if (known === null) return issue(invoice, wanted);
  return sameInvoice(known, invoice, wanted, snapshot)
    ? hereAlready(known)
    : otherContent(known, invoice, decimals);
}

const outOfBalance = "Ask billing for a corrected invoice under a new number; nothing was posted.";

function suggestionFor(findings: readonly [Finding, ...Finding[]]): string {
  const code = gravest(findings);
  if (code !== "UNKNOWN_ACCOUNT") return suggestionForLines(code, findings);
  return "Add the revenue account's code to the crosswalk with its account, then try again.";
}

type Wanted = {
  readonly partnerId: number;
  readonly lines: readonly PostedLine[];
  /** Of amounts in the invoice's currency. */
  readonly decimals: number;
};

function issue(invoice: CustomerInvoice, wanted: Wanted): Plan {
  const due = invoice.dueDate === undefined ? "" : `, due ${invoice.dueDate}`;
  return {
    operations: [issueOperation(invoice, wanted)],
    links: [{ ref: "invoice" }],
    note: `Invoice ${invoice.id} posted: ${readableAmount(invoice.total, invoice.currency, wanted.decimals)}${due}.`,
  };
}

function issueOperation(invoice: CustomerInvoice, { partnerId, lines, decimals }: Wanted): Operation {
  return {
    op: "do",
    verb: "issue_customer_invoice",
    ref: "invoice",
    arguments: {
      number: invoice.id,
      partner_id: partnerId,
      invoice_date: invoice.issueDate,
      ...(invoice.dueDate === undefined ? {} : { due_date: invoice.dueDate }),
      currency: invoice.currency,
      lines,
      total: new Decimal(invoice.total).toFixed(decimals),
      tax_total: taxTotal(invoice).toFixed(decimals),
    },
  };
}

function hereAlready(known: BilledInvoice): Plan {
  return {
    operations: [],
    links: [invoiceLink(known)],
    note: `Told of once more; it is here already, as ${known.name}. Nothing was posted.`,
  };
}

function otherContent(known: BilledInvoice, invoice: CustomerInvoice, decimals: number): Plan {
  const [ours, theirs] = [known.total.toFixed(decimals), new Decimal(invoice.total).toFixed(decimals)];
  const text = `Invoice ${invoice.id} is in Odoo already, as ${known.name}, with other content.`;
  return forPerson(
    [{ code: "INVOICE_DUPLICATE", field: "number", ours, theirs, text }],
    [invoiceLink(known)],
    "Compare the two. If this one is right, ask billing to withdraw the other and to issue it under a new number.",
  );
}
