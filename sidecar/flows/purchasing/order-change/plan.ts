import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Order } from "../../../documents/order.ts";
import type { OrderChange } from "../../../documents/order-change.ts";
import { placeOf, ruleInWords } from "../../../documents/places/places.ts";
import type { ReasonCode } from "../../../documents/reason-codes.ts";
import type { Identifier } from "../../../documents/values.ts";
import type { Term } from "../../../terms/term.ts";
import type {
  AppliedDocument,
  Finding,
  Link,
  OutboxTrigger,
  Plan,
  PlanContext,
  Snapshot,
} from "../../flow.ts";
import { exceptionPlan } from "../../kit/findings.ts";
import { sameContent } from "../../kit/same-content.ts";
import { records, requiredText } from "../../kit/snapshot.ts";
import { readUnits } from "../../kit/units.ts";
import { deliverTo } from "../order-dispatch/delivery-address.ts";
import type { PurchaseOrder } from "../purchase-order.ts";
import { partnerName, readProducts, readPurchaseOrders } from "../read-purchase-orders.ts";
import { changedLine, type Records } from "./changed-line.ts";
import type { OrderChangePolicy } from "./policy.ts";
import { type OrderChangeRequest, orderChangeRequest } from "./request.ts";
import { say } from "./terms.ts";

type Context = PlanContext<OrderChangePolicy>;

/**
 * Plans the sending of an order change that Odoo requests. The plan completes the request with the parties, the vendor's codes and
 * what happens to each line. It raises an exception if the vendor has never received the order, if the order in Odoo is no longer
 * as the request says, or if the change contains something that the vendor could not understand.
 */
export function planOrderChange(trigger: OutboxTrigger, snapshot: Snapshot, context: Context): Plan {
  const { connection, policy, history = [] } = context;
  const vendor = partnerName(snapshot, connection);
  const order = readPurchaseOrders(snapshot, connection).find(({ id }) => id === trigger.id);
  if (order === undefined) return held("UNKNOWN_ORDER", say("gone", { order: trigger.number, vendor }), []);
  const links: Link[] = [{ model: "purchase.order", id: order.id }];
  if (policy.order_changes !== "edi")
    return held("UNSUPPORTED_DOCUMENT", say("not-by-edi"), links, say("suggest-channel"));
  const read = orderChangeRequest.safeParse(trigger.document);
  if (!read.success) {
    const [issue] = read.error.issues;
    const fault = {
      path: placeOf(issue && issue.path.length > 0 ? issue.path : ["document"]),
      rule: ruleInWords(issue?.code ?? "invalid"),
    };
    return held("SCHEMA_INVALID", say("request-not-valid", fault), links);
  }
  const request = read.data;
  const stale = staleRequest(request, order);
  if (stale !== undefined) return held("UNKNOWN_ORDER", stale, links);
  const sent = sentBefore(history);
  if (sent.length === 0) {
    const text = say("never-sent", { order: order.name, vendor });
    return held("UNKNOWN_ORDER", text, links, say("suggest-sending-order"));
  }
  return planOf(request, order, sent, snapshot, { connection, vendor, links });
}

type Circumstances = {
  readonly connection: ConnectionProfile;
  readonly vendor: string;
  readonly links: readonly Link[];
};

function planOf(
  request: OrderChangeRequest,
  order: PurchaseOrder,
  sent: readonly (Order | OrderChange)[],
  snapshot: Snapshot,
  { connection, vendor, links }: Circumstances,
): Plan {
  const lines = request.lines.map((line) => changedLine(line, recordsOf(order, snapshot)));
  const [first, ...others] = lines.flatMap((each) => ("findings" in each ? each.findings : []));
  if (first !== undefined) {
    const advice = first.code === "UNKNOWN_ITEM" ? say("suggest-item-number") : undefined;
    return exceptionPlan([first, ...others], links, advice);
  }
  const document: OrderChange = {
    ...request,
    ...(order.vendorReference === null ? {} : { sellerReference: order.vendorReference }),
    buyer: { ids: identifiers(connection, "us"), name: companyName(snapshot) },
    seller: { ids: identifiers(connection, "partner"), name: vendor },
    ...addresses(request, order, sent, snapshot),
    lines: lines.flatMap((each) => ("line" in each ? [each.line] : [])),
  };
  if (changesNothing(document))
    return { operations: [], links, note: say("nothing-changed", { vendor, order: order.name }) };
  const term = document.purpose === "cancel" ? "sent-cancellation" : "sent-change";
  return { send: { document, links, note: say(term, { vendor, sequence: document.sequence }) } };
}

function held(code: ReasonCode, text: Term, links: readonly Link[], suggestion?: Term): Plan {
  const finding: Finding = { code, field: "order", text };
  return exceptionPlan([finding], links, suggestion);
}

/** Returns why the order in Odoo no longer agrees with the request, or undefined. */
function staleRequest({ purpose }: OrderChangeRequest, { name, state }: PurchaseOrder): Term | undefined {
  if (purpose === "cancel") return state === "cancel" ? undefined : say("not-cancelled", { order: name });
  return state === "purchase" ? undefined : say("not-in-force", { order: name });
}

/** Returns the order and its changes as the vendor has received them, oldest first, or an empty list without an order. */
function sentBefore(history: readonly AppliedDocument[]): readonly (Order | OrderChange)[] {
  const sent = history.flatMap(({ output }) =>
    output?.type === "Order" || output?.type === "OrderChange" ? [output] : [],
  );
  return sent.some(({ type }) => type === "Order") ? sent : [];
}

function recordsOf(order: PurchaseOrder, snapshot: Snapshot): Records {
  const named = {
    products: records(snapshot, "named_products"),
    packs: records(snapshot, "named_packs"),
    supplier_items: records(snapshot, "named_supplier_items"),
  };
  return { order, products: readProducts(named), units: readUnits(records(snapshot, "units")) };
}

/** Returns the delivery address and, if it differs from the one that the vendor knows, also that one. */
function addresses(
  { before }: OrderChangeRequest,
  order: PurchaseOrder,
  sent: readonly (Order | OrderChange)[],
  snapshot: Snapshot,
): Pick<OrderChange, "deliverTo" | "before"> {
  const address = deliverTo(order, snapshot);
  if (address === undefined) return {};
  const known = sent.findLast((each) => each.deliverTo !== undefined)?.deliverTo;
  const isMoved = known !== undefined && !sameContent(known, address);
  return { deliverTo: address, ...(isMoved ? { before: { ...before, deliverTo: known } } : {}) };
}

function changesNothing({ purpose, before, lines }: OrderChange): boolean {
  const hasHeading = before !== undefined && Object.keys(before).length > 0;
  return purpose === "change" && !hasHeading && lines.every(({ action }) => action === "unchanged");
}

function identifiers(connection: ConnectionProfile, owner: "us" | "partner"): Identifier[] {
  return connection.identifiers
    .filter((each) => each.owner === owner)
    .map(({ scheme, id }) => ({ scheme, id }));
}

function companyName(snapshot: Snapshot): string {
  const [company] = records(snapshot, "companies");
  if (company === undefined) throw new Error("The company of the connection was not read.");
  return requiredText(company, "name");
}
