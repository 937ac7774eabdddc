import type { CustomerInvoice } from "../../../documents/customer-invoice.ts";
import type { CustomerInvoiceVoid } from "../../../documents/customer-invoice-void.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { crosswalkRead, currencyRead } from "../../purchasing/purchase-order-reads.ts";
import { billedInvoiceRead, customerInvoiceAggregate } from "../billed-invoice.ts";
import { billedLinesRead } from "./here-already.ts";
import { planCustomerInvoice } from "./plan.ts";
import { type CustomerInvoicePolicy, customerInvoicePolicy } from "./policy.ts";

/** The billing system's invoice becomes a posted customer invoice of its payer; its withdrawal, a reversal. */
export const customerInvoice: Flow<CustomerInvoice | CustomerInvoiceVoid, CustomerInvoicePolicy> = {
  code: "customer-invoice",
  name: "Customer invoice",
  description:
    "What billing charges a payer becomes a posted customer invoice; what it withdraws is reversed.",
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
  // A withdrawal that came first waits for its invoice. Under the same key, the invoice would wait behind it.
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

/** Everything the invoice calls by billing's own words: payer, revenue accounts and departments. */
function crosswalkValues({ payer, lines }: CustomerInvoice): string[] {
  const departments = lines.flatMap(({ department }) => department);
  return [
    ...[...payer, ...departments].map(({ id }) => id),
    ...lines.map(({ revenueAccount }) => revenueAccount),
  ];
}
