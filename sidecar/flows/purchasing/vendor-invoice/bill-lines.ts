import { Decimal } from "decimal.js";
import type { Invoice, InvoiceLine } from "../../../documents/invoice.ts";
import type { Finding } from "../../flow.ts";
import type { Crosswalk } from "../../kit/crosswalk.ts";
import { findUnit } from "../../kit/find-unit.ts";
import { isChosen } from "../../kit/item-units.ts";
import { samePrice } from "../../kit/tolerance.ts";
import { convertPrice, convertQuantity, type Unit, type Units } from "../../kit/units.ts";
import { unitContext, unitNotConvertible } from "../order-line.ts";
import { type LineMatcher, lineMatcher } from "../order-line-matching.ts";
import type { PurchaseLine, PurchaseOrder } from "../purchase-order.ts";

/** An invoice line with the order line that it invoices, the invoiced unit, and the values in both units. */
export type MatchedLine = {
  readonly line: PurchaseLine;
  readonly unit: Unit;
  readonly invoiced: InvoiceLine;
  /** The invoiced quantity, in the unit of the order line. */
  readonly quantity: Decimal;
  /** The invoiced price of one ordered unit. */
  readonly price: Decimal;
  /** The price of one invoiced unit as a decimal string, as written on the bill. */
  readonly billedPrice: string;
  /**
   * Whether the line's own charges and allowances are included in its price, because only together they result in the agreed
   * price.
   */
  readonly isNet: boolean;
  /** Whether a person has chosen what the invoiced unit means for this item. */
  readonly isUnitChosen: boolean;
};

/** The invoice lines that could be matched, and findings about the other lines. */
export type MatchedLines = {
  readonly matched: readonly MatchedLine[];
  readonly findings: readonly Finding[];
};

/**
 * Matches each invoice line to its order line. A line that cannot be matched becomes a finding: INVOICE_UNMATCHED,
 * AMBIGUOUS_MATCH or UNKNOWN_UNIT.
 */
export function matchLines(
  invoice: Invoice,
  orders: ReadonlyMap<string, PurchaseOrder>,
  units: Units,
  crosswalk: Crosswalk,
): MatchedLines {
  const matchers = new Map([...orders].map(([name, { lines }]) => [name, lineMatcher(lines, crosswalk)]));
  const withoutOrder = lineMatcher([], crosswalk);
  const results = invoice.lines.map((line, index) => {
    const matcher = matchers.get(line.orderReference ?? invoice.orderReference ?? "") ?? withoutOrder;
    return matchInvoiceLine(line, index, matcher, units, crosswalk);
  });
  return {
    matched: results.filter((result) => "unit" in result),
    findings: results.filter((result) => "code" in result),
  };
}

function matchInvoiceLine(
  invoiced: InvoiceLine,
  index: number,
  matcher: LineMatcher,
  units: Units,
  crosswalk: Crosswalk,
): MatchedLine | Finding {
  const label = invoiced.id ?? String(index + 1);
  const number = invoiced.orderLineReference ?? invoiced.id;
  const match = matcher.match({ label, number, ...invoiced.item });
  if ("finding" in match) return unmatched(match.finding);
  const { line } = match;
  const context = unitContext(line, units, crosswalk, invoiced.item.ids);
  const unit = findUnit(invoiced.quantity.unit, context);
  if (unit === null) return unitNotConvertible(line, invoiced.quantity.unit, units);
  const quantity = convertQuantity(new Decimal(invoiced.quantity.value), unit, line.unit);
  const isAgreed = (price: Decimal) =>
    samePrice(line.price, convertPrice(price, unit, line.unit), quantity.abs());
  const gross = new Decimal(invoiced.price.amount).dividedBy(invoiced.price.baseQuantity?.value ?? 1);
  const net = netPrice(invoiced);
  const isNet = net !== null && !isAgreed(gross) && isAgreed(net);
  const billed = isNet ? net : gross;
  const isAsStated = !isNet && invoiced.price.baseQuantity === undefined;
  const billedPrice = isAsStated ? invoiced.price.amount : billed.toDecimalPlaces(priceDecimals).toFixed();
  const isUnitChosen = isChosen(invoiced.quantity.unit, context);
  const price = convertPrice(billed, unit, line.unit);
  return { line, unit, invoiced, quantity, price, billedPrice, isNet, isUnitChosen };
}

/** The maximum number of decimals of a price on the bill. */
const priceDecimals = 10;

/**
 * Returns the price of one unit including the line's own charges and allowances, because a vendor may state a contract price as a
 * list price and an allowance. Returns null if the line has none, or if the result is not in whole cents.
 */
function netPrice({ amount, charges = [], quantity }: InvoiceLine): Decimal | null {
  if (!charges.some(({ apart }) => apart === undefined) || new Decimal(quantity.value).isZero()) return null;
  const net = new Decimal(amount).dividedBy(quantity.value);
  return net.eq(net.toDecimalPlaces(2)) ? net : null;
}

function unmatched(finding: Finding): Finding {
  return finding.code === "UNKNOWN_ITEM" ? { ...finding, code: "INVOICE_UNMATCHED" } : finding;
}
