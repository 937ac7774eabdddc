import { Decimal } from "decimal.js";
import type { CustomerInvoice } from "../../../documents/customer-invoice.ts";
import type { CustomerInvoiceVoid } from "../../../documents/customer-invoice-void.ts";
import type { Term } from "../../../terms/term.ts";
import type { Finding, Operation, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { taxTotal } from "../../kit/amounts.ts";
import { type BilledInvoice, invoiceLink, readBilledInvoice } from "../../kit/billed-invoice.ts";
import { readCrosswalk } from "../../kit/crosswalk.ts";
import { decimalsOf } from "../../kit/currencies.ts";
import { exceptionPlan, gravest, suggestionForLines } from "../../kit/findings.ts";
import { money } from "../../kit/readable.ts";
import { imbalance } from "./balance.ts";
import { sameInvoice } from "./here-already.ts";
import { type PostedLine, postedLines } from "./invoice-lines.ts";
import { findPayer } from "./payer.ts";
import type { CustomerInvoicePolicy } from "./policy.ts";
import { say } from "./terms.ts";
import { planVoid } from "./void.ts";

type Context = PlanContext<CustomerInvoicePolicy>;

/** Plans the processing of a customer invoice from the billing system, or of its withdrawal. */
export function planCustomerInvoice(
  document: CustomerInvoice | CustomerInvoiceVoid,
  snapshot: Snapshot,
  context: Context,
): Plan {
  return document.type === "CustomerInvoice"
    ? planIssue(document, snapshot, context)
    : planVoid(document, snapshot, context);
}

/**
 * Plans the posting of an invoice. Checks in this order: whether the amounts add up, whether the payer, accounts and departments
 * are known, and whether the invoice already exists in Odoo.
 */
function planIssue(invoice: CustomerInvoice, snapshot: Snapshot, { policy }: Context): Plan {
  const known = readBilledInvoice(snapshot);
  const decimals = decimalsOf(snapshot, invoice.currency);
  const toKnown = known === null ? [] : [invoiceLink(known)];
  const [wrong, ...alsoWrong] = imbalance(invoice, decimals);
  if (wrong !== undefined) return exceptionPlan([wrong, ...alsoWrong], toKnown, say("suggest-correction"));
  const crosswalk = readCrosswalk(snapshot);
  const payer = findPayer(invoice, crosswalk, policy);
  const { lines, findings } = postedLines(invoice, crosswalk, decimals);
  if ("finding" in payer) return exceptionPlan([payer.finding, ...findings], toKnown, say("suggest-payer"));
  const [first, ...others] = findings;
  if (first !== undefined)
    return exceptionPlan([first, ...others], toKnown, suggestionFor([first, ...others]));
  const wanted = { partnerId: payer.partnerId, lines, decimals };
  if (known === null) return issue(invoice, wanted);
  return sameInvoice(known, invoice, wanted, snapshot)
    ? hereAlready(known)
    : otherContent(known, invoice, decimals);
}

function suggestionFor(findings: readonly [Finding, ...Finding[]]): Term {
  const code = gravest(findings);
  return code === "UNKNOWN_ACCOUNT" ? say("suggest-account") : suggestionForLines(code, findings);
}

type Wanted = {
  readonly partnerId: number;
  readonly lines: readonly PostedLine[];
  /** The number of decimals of the invoice currency. */
  readonly decimals: number;
};

function issue(invoice: CustomerInvoice, wanted: Wanted): Plan {
  const total = money(invoice.total, invoice.currency, wanted.decimals);
  const values = { number: invoice.id, total };
  return {
    operations: [issueOperation(invoice, wanted)],
    links: [{ ref: "invoice" }],
    note:
      invoice.dueDate === undefined
        ? say("posted", values)
        : say("posted-due", { ...values, due: { date: invoice.dueDate } }),
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
    note: say("repeated", { invoice: known.name }),
  };
}

function otherContent(known: BilledInvoice, invoice: CustomerInvoice, decimals: number): Plan {
  const [ours, theirs] = [known.total.toFixed(decimals), new Decimal(invoice.total).toFixed(decimals)];
  const text = say("content-differs", { number: invoice.id, invoice: known.name });
  return exceptionPlan(
    [{ code: "INVOICE_DUPLICATE", field: "number", ours, theirs, text }],
    [invoiceLink(known)],
    say("suggest-comparison"),
  );
}
