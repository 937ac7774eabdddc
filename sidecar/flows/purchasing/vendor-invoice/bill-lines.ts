import { Decimal } from "decimal.js";
import type { Invoice, InvoiceLine } from "../../../documents/invoice.ts";
import type { Acceptance, Finding } from "../../flow.ts";
import { type Crosswalk, unitScheme } from "../../kit/crosswalk.ts";
import { asAccepted, isAccepted, readable, readablePrice } from "../../kit/findings.ts";
import { matchLine } from "../../kit/matching.ts";
import { heldQuantity, type PricePolicy, priceWithin, samePrice, sameStored } from "../../kit/tolerance.ts";
import {
  convertPrice,
  convertQuantity,
  findUnit,
  roundingOf,
  type Unit,
  type Units,
  unitWord,
} from "../../kit/units.ts";
import { unknownUnit as unitEntry } from "../../kit/unknown.ts";
import { itemLabel, type PurchaseLine, type PurchaseOrder } from "../purchase-order.ts";

/** An invoice line on its order line, in the invoice's own unit and in the ordered one. */
export type MatchedLine = {
  readonly line: PurchaseLine;
  readonly unit: Unit;
  readonly invoiced: InvoiceLine;
  /** In the order line's unit. */
  readonly quantity: Decimal;
  /** Of one ordered unit. */
  readonly price: Decimal;
  /** Of one invoiced unit, as the bill has it. */
  readonly billedPrice: string;
  /** The line's own charges and allowances are in its price: together they make the price that was agreed. */
  readonly isNet: boolean;
};

export type MatchedLines = {
  readonly matched: readonly MatchedLine[];
  readonly findings: readonly Finding[];
};

/** Gives each invoice line with its order line, or a finding: INVOICE_UNMATCHED, AMBIGUOUS_MATCH, UNKNOWN_UNIT. */
export function matchLines(
  invoice: Invoice,
  orders: ReadonlyMap<string, PurchaseOrder>,
  units: Units,
  crosswalk: Crosswalk,
): MatchedLines {
  const results = invoice.lines.map((line, index) => {
    const order = orders.get(line.orderReference ?? invoice.orderReference ?? "");
    return matchInvoiceLine(line, index, order?.lines ?? [], units, crosswalk);
  });
  return {
    matched: results.filter((result) => "unit" in result),
    findings: results.filter((result) => "code" in result),
  };
}

function matchInvoiceLine(
  invoiced: InvoiceLine,
  index: number,
  lines: readonly PurchaseLine[],
  units: Units,
  crosswalk: Crosswalk,
): MatchedLine | Finding {
  const label = invoiced.id ?? String(index + 1);
  const number = invoiced.orderLineReference ?? invoiced.id;
  const match = matchLine({ label, number, ...invoiced.item }, lines, crosswalk);
  if ("finding" in match) return unmatched(match.finding);
  const { line } = match;
  const context = {
    units,
    ordered: line.unit,
    product: line.product.units,
    crosswalk: crosswalk.all(unitScheme, "uom.uom"),
  };
  const unit = findUnit(invoiced.quantity.unit, context);
  if (unit === null) return unknownUnit(line, invoiced.quantity.unit, units);
  const quantity = convertQuantity(new Decimal(invoiced.quantity.value), unit, line.unit);
  const isAgreed = (price: Decimal) =>
    samePrice(line.price, convertPrice(price, unit, line.unit), quantity.abs());
  const gross = new Decimal(invoiced.price.amount).dividedBy(invoiced.price.baseQuantity?.value ?? 1);
  const net = netPrice(invoiced);
  const isNet = net !== null && !isAgreed(gross) && isAgreed(net);
  const billed = isNet ? net : gross;
  const isAsStated = !isNet && invoiced.price.baseQuantity === undefined;
  const billedPrice = isAsStated ? invoiced.price.amount : billed.toDecimalPlaces(priceDecimals).toFixed();
  return { line, unit, invoiced, quantity, price: convertPrice(billed, unit, line.unit), billedPrice, isNet };
}

/** As many decimals as a document's price can have. */
const priceDecimals = 10;

/**
 * The price of one unit with the line's own charges and allowances in it, or null where there are none, or where it is no
 * price to the cent. A supplier may write a contract's price as its list price and an allowance.
 */
function netPrice({ amount, charges = [], quantity }: InvoiceLine): Decimal | null {
  if (!charges.some(({ apart }) => apart === undefined) || new Decimal(quantity.value).isZero()) return null;
  const net = new Decimal(amount).dividedBy(quantity.value);
  return net.eq(net.toDecimalPlaces(2)) ? net : null;
}

function unmatched(finding: Finding): Finding {
  return finding.code === "UNKNOWN_ITEM" ? { ...finding, code: "INVOICE_UNMATCHED" } : finding;
}

function about(line: PurchaseLine): Pick<Finding, "line" | "item"> {
  return { line: String(line.number), item: line.product.code ?? line.product.name };
}

function unknownUnit(line: PurchaseLine, code: string, units: Units): Finding {
  const unit = unitWord(code);
  const text = `Line ${line.number} (${itemLabel(line.product)}): the unit ${unit} cannot be converted to ${line.unit.name}.`;
  const finding = { code: "UNKNOWN_UNIT" as const, ...about(line), field: "unit", ours: line.unit.name };
  return { ...finding, theirs: unit, text, ...unitEntry(code, units) };
}

/**
 * Gives the order lines of which more is invoiced than is left to invoice (ordered − invoiced before), and those whose
 * quantity Odoo would round on a bill to another one: 0.004 of a box to none, as often as it comes.
 */
export function quantityFindings(matched: readonly MatchedLine[]): Finding[] {
  return [...new Set(matched.map(({ line }) => line))].flatMap((line) => {
    const same = matched.filter((each) => each.line === line);
    const over = overInvoiced(line, same);
    return over.length > 0 ? over : same.flatMap(uncounted);
  });
}

function uncounted({ line, unit, invoiced: { quantity } }: MatchedLine): Finding[] {
  if (heldQuantity(new Decimal(quantity.value), unit.step) !== null) return [];
  const theirs = `${quantity.value} × ${unit.name}`;
  const text = `Line ${line.number} (${itemLabel(line.product)}): ${theirs} has more decimals than Odoo counts in this unit.`;
  return [{ code: "UNKNOWN_UNIT", ...about(line), field: "quantity", theirs, text }];
}

/**
 * What Odoo rounded is not held against the supplier: all bills of a line together may come to less than one step more than
 * Odoo has. All of them and not what is left: what is allowed once would be allowed with each bill.
 */
function overInvoiced(line: PurchaseLine, same: readonly MatchedLine[]): Finding[] {
  const quantity = same.reduce((total, each) => total.plus(each.quantity), new Decimal(0));
  const before = line.billed ?? line.invoiced;
  const all = before.plus(quantity);
  const step = Decimal.max(0, ...same.flatMap(({ unit }) => roundings(line, unit)));
  if (quantity.lte(0) || all.lte(line.ordered) || sameStored(line.ordered, all, step)) return [];
  const left = Decimal.max(0, line.ordered.minus(before));
  const [ours, theirs] = [
    `${readable(left)} × ${line.unit.name}`,
    `${readable(quantity)} × ${line.unit.name}`,
  ];
  const text = `Line ${line.number} (${itemLabel(line.product)}): ${theirs} invoiced, but only ${ours} of the ${readable(line.ordered)} ordered are left to invoice.`;
  return [{ code: "QUANTITY_OVER", ...about(line), field: "quantity", ours, theirs, text }];
}

/** What was ordered may be rounded, and what was billed before: by Odoo, or by whoever entered a bill in the ordered unit. */
function roundings({ ordered, billed, unit }: PurchaseLine, theirs: Unit): Decimal[] {
  if (unit.factor.eq(theirs.factor)) return [];
  return [roundingOf(ordered, unit, theirs), billed === null ? unit.step : roundingOf(billed, unit, theirs)];
}

export type PriceFindings = { readonly blocking: readonly Finding[]; readonly within: readonly Finding[] };

/** Gives the lines whose price is not the order's: those beyond the tolerance, and those within it or accepted by a person. */
export function priceDifferences(
  matched: readonly MatchedLine[],
  policy: PricePolicy,
  accepted: readonly Acceptance[],
): PriceFindings {
  const different = matched.filter(
    ({ line, price, quantity }) => !samePrice(line.price, price, quantity.abs()),
  );
  const [within, beyond] = [true, false].map((allowed) =>
    different
      .filter(({ line, price }) => priceWithin(line.price, price, policy) === allowed)
      .map(priceFinding),
  );
  const [taken, open] = [true, false].map((wanted) =>
    (beyond ?? []).filter((finding) => isAccepted(finding, accepted) === wanted),
  );
  return {
    blocking: (open ?? []).map((finding) => ({ ...finding, acceptable: true })),
    within: [...(within ?? []), ...(taken ?? []).map(asAccepted)],
  };
}

function priceFinding({ line, price }: MatchedLine): Finding {
  const [ours, theirs] = [readablePrice(line.price), readablePrice(price)];
  const text = `Line ${line.number} (${itemLabel(line.product)}): invoiced at ${theirs} instead of ${ours}.`;
  return { code: "PRICE_VARIANCE", ...about(line), field: "price", ours, theirs, text };
}
