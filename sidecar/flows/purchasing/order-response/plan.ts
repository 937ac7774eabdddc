import type { OrderResponse, OrderResponseLine } from "../../../documents/order-response.ts";
import type { Finding, Guard, Link, Operation, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { type Crosswalk, readCrosswalk, unitScheme } from "../../kit/crosswalk.ts";
import { forPerson, gravest, listed, suggestionForLines } from "../../kit/findings.ts";
import { byNumber, matchLine } from "../../kit/matching.ts";
import { records } from "../../kit/snapshot.ts";
import { readUnits, type UnitContext, type Units } from "../../kit/units.ts";
import { type PurchaseOrder, partnerName, readPurchaseOrders } from "../purchase-order.ts";
import { chosenOrder } from "../purchase-order-choice.ts";
import { type SettledCharges, settleCharges } from "./charges.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { type Settlement, settleLine } from "./settle-line.ts";

type Context = PlanContext<OrderResponsePolicy>;

/**
 * Decides what a supplier's answer does to the purchase order: the lines' dates, quantities and prices where policy
 * allows, else the whole document goes to a person and nothing of it is applied.
 */
export function planOrderResponse(document: OrderResponse, snapshot: Snapshot, context: Context): Plan {
  const { connection } = context;
  const who = partnerName(snapshot, connection);
  const choice = chosenOrder(
    document.orderReference,
    readPurchaseOrders(snapshot, connection),
    connection,
    who,
  );
  if ("exception" in choice) return choice;
  const { order } = choice;
  const links: Link[] = [{ model: "purchase.order", id: order.id }];
  const acknowledges = [
    { document: { type: "Order" as const, number: order.name }, status: "accepted" as const, errors: [] },
  ];
  const settled = settle(document, order, snapshot, context);
  const charges = chargesOf(document, context);
  const [first, ...others] = [
    ...wholeOrder(document, order, snapshot),
    ...settled.unmatched,
    ...settled.blocking,
    ...charges.blocking,
  ];
  if (first !== undefined) {
    const findings = [first, ...others] as const;
    const suggestion = adviceFor(findings) ?? suggestionForLines(gravest(findings), findings);
    return { ...forPerson(findings, links, suggestion), acknowledges };
  }
  return {
    operations: [...sellerReference(document, order), ...settled.settlements.flatMap(lineWrite)],
    guards: [stateGuard(order), ...settled.settlements.flatMap(lineGuards)],
    links,
    note: `${note(document, settled.settlements, order, who)}${chargesNote(charges)}`,
    changes: [
      ...settled.settlements.flatMap(({ changes }) => changes),
      ...charges.changes,
      ...termsOf(document),
    ],
    acknowledges,
  };
}

/** What concerns the order as a whole: it is rejected, answered in no line, or in another currency. */
function wholeOrder(document: OrderResponse, order: PurchaseOrder, snapshot: Snapshot): Finding[] {
  if (document.response === "detail" && document.lines.length === 0 && !document.onlyExceptions) {
    const text = `The supplier answers the order ${order.name} line by line, but no line is in the answer.`;
    return [{ code: "SCHEMA_INVALID", field: "lines", ours: String(order.lines.length), theirs: "0", text }];
  }
  if (document.response === "rejected") {
    const text = `The supplier rejects the whole order ${order.name}.`;
    return [{ code: "LINE_REJECTED", field: "order", ours: order.name, text }];
  }
  if (document.currency === undefined) return [];
  const stated = records(snapshot, "currencies").map(({ id }) => id);
  if (order.currencyId === null || stated.includes(order.currencyId)) return [];
  const text = `The supplier's prices are in ${document.currency}, which is not the currency of the order.`;
  return [{ code: "PRICE_VARIANCE", field: "currency", theirs: document.currency, text }];
}

/** Of an order that is rejected as a whole nothing is charged. */
function chargesOf(document: OrderResponse, { connection, policy, accepted = [] }: Context): SettledCharges {
  if (document.response === "rejected") return { blocking: [], changes: [] };
  return settleCharges(document, document.currency ?? connection.currency, policy, accepted);
}

/** What to do where one kind of question is all there is, by the field of its findings. */
const advice: Readonly<Record<string, string>> = {
  charge:
    "Accept the charges, or agree with the supplier to leave them out. Charges up to the tolerance of the connection (tab Policy) are not asked about.",
  shipment:
    "Enter the supplier's transit days on the connection (tab Policy), then try again. If you accept instead, the line keeps its date, unless the shipment is later than that.",
};

function adviceFor([first, ...others]: readonly [Finding, ...Finding[]]): string | undefined {
  return others.every(({ field }) => field === first.field) ? advice[first.field] : undefined;
}

function chargesNote({ changes }: SettledCharges): string {
  return changes.length === 0 ? "" : " Charges or allowances are announced.";
}

/** Terms of payment are agreed on elsewhere: what the supplier names here is shown. */
function termsOf({ paymentTerms }: OrderResponse): Finding[] {
  if (paymentTerms === undefined) return [];
  const text = `The supplier names payment terms: ${paymentTerms}.`;
  return [{ code: "PRICE_VARIANCE", field: "terms", theirs: paymentTerms, text }];
}

type Settled = {
  readonly settlements: readonly Settlement[];
  readonly unmatched: readonly Finding[];
  readonly blocking: readonly Finding[];
};

function settle(
  document: OrderResponse,
  order: PurchaseOrder,
  snapshot: Snapshot,
  { policy, accepted = [] }: Context,
): Settled {
  if (document.response === "rejected") return { settlements: [], unmatched: [], blocking: [] };
  const crosswalk = readCrosswalk(snapshot);
  const units = readUnits(records(snapshot, "units"));
  const matched = answeredLines(document, order).map((line, index) => {
    const match = matchAnswer(line, index, order, crosswalk);
    if ("finding" in match) return match;
    const context = unitContext(match.line, units, crosswalk);
    return settleLine(match.line, line, document, context, policy, accepted);
  });
  const settlements = matched.filter((each) => "line" in each);
  return {
    settlements,
    unmatched: [
      ...matched.flatMap((each) => ("finding" in each ? [each.finding] : [])),
      ...answeredTwice(settlements),
    ],
    blocking: settlements.flatMap(({ blocking }) => blocking),
  };
}

/** An order accepted as a whole for a stated day is accepted line by line for that day. */
function answeredLines(document: OrderResponse, order: PurchaseOrder): readonly OrderResponseLine[] {
  if (document.response !== "accepted" || document.lines.length > 0 || document.date === undefined)
    return document.lines;
  return order.lines.map(({ number }) => ({
    id: String(number),
    item: { ids: [] },
    parts: [{ status: "accepted" }],
  }));
}

/** A substituted line may carry the numbers of the substitute: then its line number says which line is meant. */
function matchAnswer(line: OrderResponseLine, index: number, order: PurchaseOrder, crosswalk: Crosswalk) {
  const claim = { label: line.id ?? String(index + 1), number: line.id, ...line.item };
  const match = matchLine(claim, order.lines, crosswalk);
  const substituted = line.parts.some(({ status }) => status === "substituted");
  const numbered = "finding" in match && substituted ? byNumber(line.id, order.lines) : undefined;
  return numbered === undefined ? match : { line: numbered };
}

function unitContext(line: Settlement["line"], units: Units, crosswalk: Crosswalk): UnitContext {
  return {
    units,
    ordered: line.unit,
    product: line.product.units,
    crosswalk: crosswalk.all(unitScheme, "uom.uom"),
  };
}

function answeredTwice(settlements: readonly Settlement[]): Finding[] {
  const numbers = settlements.map(({ line }) => line.number);
  const twice = new Set(numbers.filter((number, index) => numbers.indexOf(number) !== index));
  return [...twice].map((number) => ({
    code: "AMBIGUOUS_MATCH",
    line: String(number),
    field: "item",
    text: `Line ${number} of the order is answered more than once in this document.`,
  }));
}

/** Their number of the order is kept when we have none. */
function sellerReference(document: OrderResponse, order: PurchaseOrder): Operation[] {
  const given = document.sellerReference;
  if (given === undefined || order.supplierReference !== null) return [];
  return [{ op: "write", model: "purchase.order", id: order.id, values: { partner_ref: given } }];
}

function lineWrite({ line, values }: Settlement): Operation[] {
  if (Object.keys(values).length === 0) return [];
  return [{ op: "write", model: "purchase.order.line", id: line.id, values }];
}

function stateGuard(order: PurchaseOrder): Guard {
  return { model: "purchase.order", id: order.id, field: "state", equals: order.state };
}

function lineGuards({ line }: Settlement): Guard[] {
  const of = { model: "purchase.order.line", id: line.id };
  return [
    { ...of, field: "product_qty", equals: line.ordered.toNumber() },
    { ...of, field: "price_unit", equals: line.listPrice.toNumber() },
  ];
}

function note(
  document: OrderResponse,
  settlements: readonly Settlement[],
  order: PurchaseOrder,
  who: string,
): string {
  const changed = settlements
    .filter(({ changes }) => changes.length > 0)
    .map(({ line }) => line.number)
    .sort((a, b) => a - b)
    .map(String);
  if (document.lines.length === 0 && changed.length === 0) return `${who} accepted the order.`;
  const silent = order.lines.length - settlements.length;
  const unmentioned = silent === 0 ? "" : ` Not mentioned: ${silent} of ${order.lines.length} lines.`;
  if (changed.length === 0) return `${who} accepted the order as it is.${unmentioned}`;
  return `${who} accepted the order; ${changed.length === 1 ? "line" : "lines"} ${listed(changed)} changed.${unmentioned}`;
}
