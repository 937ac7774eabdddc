import { Decimal } from "decimal.js";
import type { Invoice } from "../../../documents/invoice.ts";
import type { Finding, Guard, Link, Operation, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { taxTotal } from "../../kit/amounts.ts";
import { readCrosswalk } from "../../kit/crosswalk.ts";
import { decimalsOf, inCurrency } from "../../kit/currencies.ts";
import { exceptionPlan, gravest, suggestionForLines, together } from "../../kit/findings.ts";
import { money } from "../../kit/readable.ts";
import { records } from "../../kit/snapshot.ts";
import { readUnits } from "../../kit/units.ts";
import type { PurchaseLine, PurchaseOrder } from "../purchase-order.ts";
import { chosenOrder } from "../purchase-order-choice.ts";
import { partnerName, readPurchaseOrders } from "../read-purchase-orders.ts";
import { imbalance } from "./balance.ts";
import { type BillCharge, billCharges } from "./bill-charges.ts";
import { awaitReceipt, lineMatches, receiptFindings, receivedLines, withMatches } from "./bill-control.ts";
import { type MatchedLine, matchLines } from "./bill-lines.ts";
import { duplicate } from "./duplicates.ts";
import { fractions } from "./fractions.ts";
import { priceDifferences, quantityFindings } from "./line-findings.ts";
import { dueDate, remarks } from "./payment-terms.ts";
import type { VendorInvoicePolicy } from "./policy.ts";
import { say } from "./terms.ts";

type Context = PlanContext<VendorInvoicePolicy>;

/**
 * Plans a draft bill for the order lines that a vendor's invoice refers to, or an exception. Checks in this order: whether the
 * amounts add up, whether the invoice already exists in Odoo, whether its order is known, whether every line matches, and whether
 * quantities and prices are correct, and whether the goods have been received. If only the receipt is missing, the invoice waits
 * for it.
 */
export function planVendorInvoice(invoice: Invoice, snapshot: Snapshot, context: Context): Plan {
  const decimals = decimalsOf(snapshot, invoice.currency);
  const [wrong, ...alsoWrong] = [...imbalance(invoice, decimals), ...fractions(invoice, decimals)];
  if (wrong !== undefined)
    return exceptionPlan([wrong, ...alsoWrong], orderLinks(namedOrders(invoice, snapshot, context)));
  const known = duplicate(invoice, snapshot);
  if (known !== null) return exceptionPlan([known.finding], [known.link]);
  const choice = invoicedOrders(invoice, snapshot, context);
  if ("exception" in choice) return choice;
  return planBill(invoice, choice.orders, snapshot, context);
}

/**
 * Returns the orders in Odoo that the invoice refers to, in any state. An exception links to them as a starting point for the
 * user.
 */
function namedOrders(invoice: Invoice, snapshot: Snapshot, { connection }: Context): PurchaseOrder[] {
  const names = orderNumbers(invoice);
  return readPurchaseOrders(snapshot, connection).filter(({ name }) => names.includes(name));
}

function orderLinks(orders: Iterable<PurchaseOrder>): Link[] {
  return [...orders].map(({ id }) => ({ model: "purchase.order", id }));
}

type Orders = ReadonlyMap<string, PurchaseOrder>;

/**
 * Returns the numbers of the orders that the lines of the invoice refer to. For a line without an order number, the order number
 * in the header applies.
 */
export function orderNumbers(invoice: Invoice): string[] {
  const named = invoice.lines.flatMap((line) => line.orderReference ?? invoice.orderReference ?? []);
  return [...new Set(named)];
}

function invoicedOrders(
  invoice: Invoice,
  snapshot: Snapshot,
  { connection }: Context,
): { readonly orders: Orders } | Extract<Plan, { exception: unknown }> {
  const known = readPurchaseOrders(snapshot, connection);
  const orders = new Map<string, PurchaseOrder>();
  for (const number of orderNumbers(invoice)) {
    const choice = chosenOrder(number, known, connection, partnerName(snapshot, connection));
    if ("exception" in choice) return choice;
    orders.set(number, choice.order);
  }
  return orders.size > 0 ? { orders } : withoutOrder(invoice);
}

function withoutOrder(invoice: Invoice): Extract<Plan, { exception: unknown }> {
  const text = say("without-order", { number: invoice.id });
  const suggestion = say("suggest-order-number");
  return exceptionPlan(
    [{ code: "INVOICE_UNMATCHED", field: "order", theirs: invoice.id, text }],
    [],
    suggestion,
  );
}

function planBill(
  invoice: Invoice,
  orders: Orders,
  snapshot: Snapshot,
  { policy, connection, today, accepted = [] }: Context,
): Plan {
  const crosswalk = readCrosswalk(snapshot);
  const { matched, findings } = matchLines(invoice, orders, readUnits(records(snapshot, "units")), crosswalk);
  const prices = priceDifferences(matched, policy, accepted);
  const decimals = decimalsOf(snapshot, invoice.currency);
  const charges = billCharges(invoice, matched, crosswalk, policy, decimals);
  const toOrders = orderLinks(orders.values());
  const [first, ...others] = [
    ...otherCurrency(invoice, orders, snapshot),
    ...findings,
    ...quantityFindings(matched),
    ...prices.blocking,
    ...charges.findings,
  ];
  if (first !== undefined) {
    const all = [first, ...others] as const;
    const exception = exceptionPlan(all, toOrders, suggestionForLines(gravest(all), all));
    return withMatches(exception, lineMatches(matched));
  }
  const receipts = receiptFindings(matched, policy, accepted);
  const [missing, ...alsoMissing] = receipts.blocking;
  if (missing !== undefined) {
    const ordersOf = [...orders.values()];
    return awaitReceipt([missing, ...alsoMissing], ordersOf, policy, toOrders, lineMatches(matched));
  }
  const due = dueDate(invoice, [...orders.values()], today);
  const [remark, ...furtherRemarks] = remarks(invoice, due);
  const toKnow = remark === undefined ? null : together(remark, ...furtherRemarks);
  const note = say("drafted", {
    number: invoice.id,
    vendor: partnerName(snapshot, connection),
    total: money(invoice.total, invoice.currency, decimals),
  });
  return {
    operations: [
      billOperation(
        { ...invoice, dueDate: due.day ?? undefined },
        orders,
        matched,
        charges.charges,
        decimals,
      ),
      ...(toKnow === null ? [] : [{ op: "notify" as const, to: { ref: "bill" }, body: toKnow }]),
    ],
    guards: [...guards(orders, matched), ...receiptGuards(receivedLines(matched, policy))],
    links: [{ ref: "bill" }, ...toOrders],
    note: toKnow === null ? note : together(note, toKnow),
    changes: [...prices.within, ...receipts.accepted],
  };
}

function otherCurrency(invoice: Invoice, orders: Orders, snapshot: Snapshot): Finding[] {
  const others = [...orders.values()].filter(
    ({ currencyId }) => currencyId !== null && !inCurrency(currencyId, snapshot),
  );
  return others.map(({ name }) => ({
    code: "PRICE_VARIANCE",
    field: "currency",
    theirs: invoice.currency,
    text: say("other-currency", { currency: invoice.currency, order: name }),
  }));
}

function billOperation(
  invoice: Invoice,
  orders: Orders,
  matched: readonly MatchedLine[],
  charges: readonly BillCharge[],
  decimals: number,
): Operation {
  return {
    op: "do",
    verb: "draft_vendor_bill",
    ref: "bill",
    arguments: {
      order_ids: [...orders.values()].map(({ id }) => id),
      number: invoice.id,
      invoice_date: invoice.issueDate,
      ...(invoice.dueDate === undefined ? {} : { due_date: invoice.dueDate }),
      currency: invoice.currency,
      lines: matched.map(({ line, unit, invoiced, billedPrice }) => ({
        order_line_id: line.id,
        quantity: invoiced.quantity.value,
        price_unit: billedPrice,
        uom_id: unit.id,
      })),
      charges,
      total: new Decimal(invoice.total).toFixed(decimals),
      tax_total: taxTotal(invoice).toFixed(decimals),
    },
  };
}

/**
 * Returns the guards of the plan for a bill. They ensure that the orders are still confirmed, and that their lines have not been
 * invoiced or changed since they were read.
 */
function guards(orders: Orders, matched: readonly MatchedLine[]): Guard[] {
  const states = [...orders.values()].map(({ id, state }) => {
    return { model: "purchase.order", id, field: "state", equals: state };
  });
  const lines = [...new Set(matched.map(({ line }) => line))].flatMap((line): Guard[] => {
    const of = { model: "purchase.order.line", id: line.id };
    return [
      { ...of, field: "product_qty", equals: line.ordered.toNumber() },
      { ...of, field: "qty_invoiced", equals: line.invoiced.toNumber() },
      { ...of, field: "price_unit", equals: line.listPrice.toNumber() },
    ];
  });
  return [...states, ...lines];
}

/** Returns the guards of lines that are billed as received. They ensure that no goods were returned since they were read. */
function receiptGuards(lines: readonly PurchaseLine[]): Guard[] {
  return lines.map(({ id, received }) => {
    return { model: "purchase.order.line", id, field: "qty_received", equals: received.toNumber() };
  });
}
