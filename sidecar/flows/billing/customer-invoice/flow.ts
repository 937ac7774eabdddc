import type { CustomerInvoice } from "../../../documents/customer-invoice.ts";
import type { CustomerInvoiceVoid } from "../../../documents/customer-invoice-void.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { billedInvoiceRead, customerInvoiceAggregate } from "../../kit/billed-invoice.ts";
import { crosswalkRead } from "../../kit/crosswalk.ts";
import { currencyRead } from "../../kit/currencies.ts";
import { billedLinesRead } from "./here-already.ts";
import { planCustomerInvoice } from "./plan.ts";
import { type CustomerInvoicePolicy, customerInvoicePolicy } from "./policy.ts";

/** Posts an invoice from the billing system as a customer invoice of its payer, and reverses it when it is withdrawn. */
export const customerInvoice: Flow<CustomerInvoice | CustomerInvoiceVoid, CustomerInvoicePolicy> = {
  code: "customer-invoice",
  name: "Customer invoice",
  description: "Posts the billing system's invoices as customer invoices and reverses withdrawn ones.",
  kinds: ["billing"],
  version: 1,
  direction: "inbound",
  documentType: "CustomerInvoice",
  owner: "Accounts receivable",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 300,
  sensitivity: "financial",
  retentionDays: 3650,
  policy: customerInvoicePolicy,
  accepts: (input: FlowInput): input is CustomerInvoice | CustomerInvoiceVoid =>
    input.type === "CustomerInvoice" || input.type === "CustomerInvoiceVoid",
  // A withdrawal that arrives before its invoice waits for the invoice. If both had the same aggregate, the invoice would be held
  // until the withdrawal is finished, while the withdrawal waits for the invoice.
  aggregate: ({ type, id }, connection) =>
    type === "CustomerInvoice"
      ? customerInvoiceAggregate(connection, id)
      : `customer-invoice-void/${connection.code}/${id}`,
  documentNumber: ({ id }) => id,
  reads: (document, connection) => {
    const invoices = billedInvoiceRead(document.id, connection);
    if (document.type === "CustomerInvoiceVoid") return { invoices };
    return {
      invoices,
      invoice_lines: billedLinesRead(document.id, connection),
      crosswalk: crosswalkRead(crosswalkValues(document), connection),
      currencies: currencyRead(document.currency),
    };
  },
  plan: planCustomerInvoice,
};

/**
 * Returns the values to look up in the crosswalk: the identifiers of the payer and the departments, and the codes of the revenue
 * accounts.
 */
function crosswalkValues({ payer, lines }: CustomerInvoice): string[] {
  const departments = lines.flatMap(({ department }) => department);
  return [
    ...[...payer, ...departments].map(({ id }) => id),
    ...lines.map(({ revenueAccount }) => revenueAccount),
  ];
}
