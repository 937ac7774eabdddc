import type { OrderResponse } from "../../../documents/order-response.ts";
import type { Term } from "../../../terms/term.ts";
import type { Finding, Guard, Link, Operation, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { inCurrency } from "../../kit/currencies.ts";
import { exceptionPlan, together } from "../../kit/findings.ts";
import type { PurchaseOrder } from "../purchase-order.ts";
import { chosenOrder } from "../purchase-order-choice.ts";
import { partnerName, readPurchaseOrders } from "../read-purchase-orders.ts";
import { adviceFor } from "./advice.ts";
import { cancellationPlan } from "./cancellation.ts";
import { type CheckedCharges, checkCharges } from "./charges.ts";
import { keptWithQuantity, type LineResult } from "./check-line.ts";
import { checkLines } from "./check-lines.ts";
import { confirmedBy } from "./confirmed.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

type Context = PlanContext<OrderResponsePolicy>;

/**
 * Plans the changes to a purchase order that a vendor's response causes, which are the dates, quantities and prices of its lines.
 * If anything exceeds the limits of the policy, the whole document becomes an exception and nothing is applied.
 */
export function planOrderResponse(document: OrderResponse, snapshot: Snapshot, context: Context): Plan {
  const { connection } = context;
  const who = partnerName(snapshot, connection);
  const orders = readPurchaseOrders(snapshot, connection);
  const cancellation = cancellationPlan(document, orders, who);
  if (cancellation !== undefined) return cancellation;
  const choice = chosenOrder(document.orderReference, orders, connection, who);
  if ("exception" in choice) return choice;
  const { order } = choice;
  const links: Link[] = [{ model: "purchase.order", id: order.id }];
  const confirms = confirmedBy(document, order);
  const checked = checkLines(document, order, snapshot, context);
  const charges = chargesOf(document, context);
  const [first, ...others] = [
    ...wholeOrder(document, order, snapshot),
    ...checked.unmatched,
    ...checked.blocking,
    ...charges.blocking,
  ];
  if (first !== undefined) {
    const findings = [first, ...others] as const;
    const rejected = document.respondsTo === "change" && document.response === "rejected";
    const suggestion = rejected ? say("suggest-rejected-change") : adviceFor(findings, order);
    return { ...exceptionPlan(findings, links, suggestion), confirms };
  }
  return {
    operations: [
      ...sellerReference(document, order),
      ...checked.results.flatMap(lineWrites),
      ...checked.results.flatMap(({ operations }) => operations),
    ],
    guards: [stateGuard(order), ...checked.results.flatMap(lineGuards)],
    links: [...links, ...checked.results.flatMap(orderedElsewhere)],
    note: together(
      note(document, checked.results, who),
      ...remarks(document, checked.results, order, charges),
    ),
    changes: [
      ...checked.results.flatMap(({ changes }) => changes),
      ...checked.ignored,
      ...charges.changes,
      ...termsOf(document),
    ],
    confirms,
  };
}

/**
 * Returns findings about the order as a whole: that it is rejected, that the response has no lines, or that its currency differs.
 */
function wholeOrder(document: OrderResponse, order: PurchaseOrder, snapshot: Snapshot): Finding[] {
  if (document.response === "detail" && document.lines.length === 0 && !document.onlyExceptions) {
    const text = say("answer-without-lines", { order: order.name });
    return [{ code: "SCHEMA_INVALID", field: "lines", ours: String(order.lines.length), theirs: "0", text }];
  }
  if (document.response === "rejected") {
    const text = say(rejections[document.respondsTo ?? "order"], { order: order.name });
    return [{ code: "LINE_REJECTED", field: "order", ours: order.name, text }];
  }
  if (document.currency === undefined) return [];
  if (order.currencyId === null || inCurrency(order.currencyId, snapshot)) return [];
  const text = say("other-currency", { currency: document.currency });
  return [{ code: "PRICE_VARIANCE", field: "currency", theirs: document.currency, text }];
}

/** The texts about a rejection of the whole, by what the vendor responds to. A cancellation has a plan of its own. */
const rejections = {
  order: "order-rejected",
  change: "change-rejected",
  cancellation: "cancellation-rejected",
  nothing: "order-cancelled-by-vendor",
} as const;

/** Checks the charges that the response announces. If the order is rejected as a whole, its charges are ignored. */
function chargesOf(document: OrderResponse, { connection, policy, accepted = [] }: Context): CheckedCharges {
  if (document.response === "rejected") return { blocking: [], changes: [] };
  return checkCharges(document, document.currency ?? connection.currency, policy, accepted);
}

/**
 * Returns a change with the payment terms in the response, or an empty list if it contains none. They are only displayed, because
 * payment terms are agreed elsewhere.
 */
function termsOf({ paymentTerms }: OrderResponse): Finding[] {
  if (paymentTerms === undefined) return [];
  const text = say("payment-terms", { terms: paymentTerms });
  return [{ code: "PRICE_VARIANCE", field: "terms", theirs: paymentTerms, text }];
}

/**
 * Returns an operation that stores the vendor's order number on the order, or an empty list if the response contains none or the
 * order already has one.
 */
function sellerReference(document: OrderResponse, order: PurchaseOrder): Operation[] {
  const given = document.sellerReference;
  if (given === undefined || order.vendorReference !== null) return [];
  return [{ op: "write", model: "purchase.order", id: order.id, values: { partner_ref: given } }];
}

/**
 * Returns the operations that write the values of a line. Values that the vendor confirms are written on their own, because a
 * quantity is written with values that the vendor may not know (see `keptWithQuantity`). A confirmed quantity comes first, so that
 * these do not replace what the response changes.
 */
function lineWrites({ line, values, confirms }: LineResult): Operation[] {
  const { product_qty: quantity, ...others } = confirms;
  const confirmed = quantity === undefined ? {} : { ...keptWithQuantity(line), product_qty: quantity };
  return [confirmed, values, others]
    .filter((each) => Object.keys(each).length > 0)
    .map((each) => ({ op: "write", model: "purchase.order.line", id: line.id, values: each }));
}

function stateGuard(order: PurchaseOrder): Guard {
  return { model: "purchase.order", id: order.id, field: "state", equals: order.state };
}

/** Returns links to the requests for quotation that the operations of a line create. */
function orderedElsewhere({ operations }: LineResult): Link[] {
  return operations.flatMap((each) =>
    each.op === "do" && each.verb === "order_from_next_vendor" && each.ref !== undefined
      ? [{ ref: each.ref }]
      : [],
  );
}

function lineGuards({ line, operations }: LineResult): Guard[] {
  const of = { model: "purchase.order.line", id: line.id };
  const received = { ...of, field: "qty_received", equals: line.received.toNumber() };
  return [
    ...(operations.length > 0 ? [received] : []),
    { ...of, field: "product_qty", equals: line.ordered.toNumber() },
    { ...of, field: "price_unit", equals: line.listPrice.toNumber() },
    { ...of, field: "date_planned", equals: line.expectedAt },
  ];
}

function note(document: OrderResponse, results: readonly LineResult[], vendor: string): Term {
  const [line, ...others] = results
    .filter(({ changes }) => changes.length > 0)
    .map((result) => result.line.number)
    .sort((a, b) => a - b)
    .map(String);
  const { none, one, several } = notes[document.respondsTo ?? "order"];
  if (line === undefined) return say(document.lines.length === 0 ? none.silent : none.stated, { vendor });
  return others.length === 0
    ? say(one, { vendor, line })
    : say(several, { vendor, lines: { all: [line, ...others] } });
}

const ofOrder = {
  none: { silent: "accepted", stated: "accepted-unchanged" },
  one: "accepted-with-changed-line",
  several: "accepted-with-changed-lines",
} as const;

/** The texts of the note, by what the vendor responds to: if no line changes (with or without lines), if one or several do. */
const notes = {
  order: ofOrder,
  cancellation: ofOrder,
  change: {
    none: { silent: "change-accepted", stated: "change-accepted" },
    one: "change-accepted-with-changed-line",
    several: "change-accepted-with-changed-lines",
  },
  nothing: {
    none: { silent: "own-change", stated: "own-change" },
    one: "own-change-of-line",
    several: "own-change-of-lines",
  },
} as const;

/**
 * Returns the sentences that follow the first one in the note, if they apply: one states how many order lines the response omits,
 * the other that the response announces charges. A response to a change is expected to omit the other lines.
 */
function remarks(
  { respondsTo = "order" }: OrderResponse,
  results: readonly LineResult[],
  { lines }: PurchaseOrder,
  charges: CheckedCharges,
): readonly Term[] {
  const silent = lines.length - results.length;
  return [
    ...(silent === 0 || results.length === 0 || respondsTo !== "order"
      ? []
      : [say("lines-not-mentioned", { count: silent, total: lines.length })]),
    ...(charges.changes.length === 0 ? [] : [say("charges-announced")]),
  ];
}
