import type { OrderResponse } from "../../../documents/order-response.ts";
import type { Term } from "../../../terms/term.ts";
import type { Finding, Link, Plan } from "../../flow.ts";
import { exceptionPlan } from "../../kit/findings.ts";
import type { PurchaseOrder } from "../purchase-order.ts";
import { confirmedBy } from "./confirmed.ts";
import { say } from "./terms.ts";

/**
 * Returns the plan for a response that concerns a cancelled order or a cancellation, which never changes the order. Returns
 * undefined for any other response, and if the number of the order is unknown or not unique.
 */
export function cancellationPlan(
  document: OrderResponse,
  orders: readonly PurchaseOrder[],
  vendor: string,
): Plan | undefined {
  const [order, ...others] = orders.filter(({ name }) => name === document.orderReference);
  if (order === undefined || others.length > 0) return undefined;
  const { respondsTo = "order", response } = document;
  const isCancelled = order.state === "cancel";
  if (respondsTo === "cancellation" && !isCancelled)
    return held(document, order, say("cancellation-not-ours", { order: order.name }), "unasked");
  // A response to the order itself was written before the vendor learned of the cancellation.
  if (respondsTo === "order" || !isCancelled) return undefined;
  if (respondsTo === "nothing")
    return response === "rejected"
      ? done(document, order, say("cancelled-on-both-sides", { vendor }))
      : undefined;
  if (response === "accepted") return done(document, order, acceptance(document, vendor));
  const text = say(response === "rejected" ? "cancellation-rejected" : "cancellation-in-detail", {
    order: order.name,
  });
  return held(document, order, text, "rejected");
}

function acceptance({ respondsTo, changeSequence }: OrderResponse, vendor: string): Term {
  if (respondsTo === "cancellation") return say("cancellation-accepted", { vendor });
  return changeSequence === undefined
    ? say("latest-change-of-cancelled-accepted", { vendor })
    : say("change-of-cancelled-accepted", { vendor, sequence: changeSequence });
}

const linksOf = ({ id }: PurchaseOrder): Link[] => [{ model: "purchase.order", id }];

function done(document: OrderResponse, order: PurchaseOrder, note: Term): Plan {
  return { operations: [], links: linksOf(order), note, confirms: confirmedBy(document, order) };
}

const advice = {
  rejected: say("suggest-rejected-cancellation"),
  unasked: say("suggest-unasked-cancellation"),
};

function held(
  document: OrderResponse,
  order: PurchaseOrder,
  text: Term,
  suggestion: keyof typeof advice,
): Plan {
  const finding: Finding = { code: "LINE_REJECTED", field: "order", ours: order.name, text };
  const plan = exceptionPlan([finding], linksOf(order), advice[suggestion]);
  return { ...plan, confirms: confirmedBy(document, order) };
}
