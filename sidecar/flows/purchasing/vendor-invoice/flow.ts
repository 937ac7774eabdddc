import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Invoice } from "../../../documents/invoice.ts";
import type { Flow, FlowInput, ReadRequest } from "../../flow.ts";
import { crosswalkRead } from "../../kit/crosswalk.ts";
import { currencyRead } from "../../kit/currencies.ts";
import { identifierValues } from "../../kit/item-reads.ts";
import { itemUnitValues } from "../../kit/item-units.ts";
import { unitWords } from "../../kit/unit-codes.ts";
import { orderAggregate } from "../purchase-order-aggregate.ts";
import { purchaseOrderReads } from "../purchase-order-reads.ts";
import { billRead } from "./duplicates.ts";
import { orderNumbers, planVendorInvoice } from "./plan.ts";
import { type VendorInvoicePolicy, vendorInvoicePolicy } from "./policy.ts";

/** Converts a vendor's invoice to a draft bill for the lines of its order. */
export const vendorInvoice: Flow<Invoice, VendorInvoicePolicy> = {
  code: "vendor-invoice",
  name: "Vendor invoice",
  description: "Converts a vendor's invoice into a draft bill for its purchase order.",
  kinds: ["edi"],
  version: 1,
  direction: "inbound",
  documentType: "Invoice",
  owner: "Accounts payable",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 300,
  sensitivity: "financial",
  retentionDays: 3650,
  policy: vendorInvoicePolicy,
  accepts: (input: FlowInput): input is Invoice => input.type === "Invoice",
  aggregate: (invoice, connection) => {
    const [order] = orderNumbers(invoice);
    return order === undefined
      ? `invoice/${connection.code}/${invoice.id}`
      : orderAggregate(connection, order);
  },
  documentNumber: ({ id }) => id,
  reads: (invoice, connection) => ({
    ...orderReads(invoice, connection),
    crosswalk: crosswalkRead(crosswalkValues(invoice), connection),
    currencies: currencyRead(invoice.currency),
    bills: billRead(invoice, connection),
  }),
  plan: planVendorInvoice,
};

/**
 * Returns the read requests for the orders that the invoice refers to, including the exact billed quantity of each line, the bill
 * control policy of its product, and whether all receipts are finished.
 */
function orderReads(invoice: Invoice, connection: ConnectionProfile): Readonly<Record<string, ReadRequest>> {
  const { lines, orders, products, ...others } = purchaseOrderReads(
    { names: orderNumbers(invoice) },
    connection,
  );
  return {
    ...others,
    orders: { ...orders, fields: [...orders.fields, "receipt_status"] },
    products: { ...products, fields: [...products.fields, "purchase_method"] },
    lines: { ...lines, fields: [...lines.fields, "suture_qty_billed"] },
  };
}

/** Returns the values to look up in the crosswalk: the identifiers of the items, and the codes of the units and charges. */
function crosswalkValues(invoice: Invoice): string[] {
  const charges = [...invoice.charges, ...invoice.lines.flatMap((line) => line.charges ?? [])];
  return [
    ...identifierValues(invoice.lines.map(({ item }) => item)),
    ...invoice.lines.flatMap(({ item, quantity }) => [
      ...unitWords(quantity.unit),
      ...itemUnitValues(item.ids, [quantity.unit]),
    ]),
    ...charges.map(({ code }) => code),
  ];
}
