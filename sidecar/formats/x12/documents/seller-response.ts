import { loops, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../../codecs/x12/types.ts";
import { type OrderResponse, orderResponse } from "../../../documents/order-response.ts";
import { type Agreement, type Findings, type Mapped, mappedUnless, validator } from "../../mapping.ts";
import { say } from "../terms.ts";
import { chargesIn } from "../values/charges.ts";
import { checkLineCount, flatten, partyOf, statedCurrency, statedLineCount } from "../values/elements.ts";
import { announcedTerms } from "../values/payment-terms.ts";
import { promisedBy, statedDates } from "../values/promises.ts";
import { taxCharges } from "../values/taxes.ts";
import { type LineLayout, mapResponseLine } from "./order-response-line.ts";

const toOrderResponse = validator(orderResponse);

/** What the first segment of a set states: the order, the response as a whole, and its numbers and dates. */
export type ResponseHead = {
  readonly [Member in
    | "orderReference"
    | "respondsTo"
    | "changeSequence"
    | "sellerReference"
    | "issueDate"
    | "response"
    | "onlyExceptions"]?: OrderResponse[Member] | undefined;
};

/**
 * Maps a set with which a seller responds to an order (855) or to a change of it (865) to a canonical order response. `layout`
 * describes its lines, `head` is what its first segment states. With findings, the result is a problem.
 */
export function mapSellerResponse(
  root: X12Loop,
  { currency: agreed }: Agreement,
  layout: LineLayout,
  head: ResponseHead,
  findings: Findings,
): Mapped<OrderResponse> {
  const currency = statedCurrency(root);
  const dates = statedDates(segments(root, "DTM"), { findings });
  const heading = { currency: currency ?? agreed, dates };
  const lines = loops(root, layout.id).map((loop, index) =>
    mapResponseLine(loop, index, heading, layout, findings),
  );
  const outside = flatten(root, [layout.id]);
  const stated = statedLineCount(outside);
  checkLineCount(stated, lines.length, findings);
  const charges = [...chargesIn(outside, { findings }), ...taxCharges(outside, { findings })];
  checkNoPrices(flatten(root, [layout.id, "SAC"]), findings);
  return mappedUnless(findings, () =>
    toOrderResponse({
      type: "OrderResponse",
      // Neither set has a number of its own.
      id: head.orderReference,
      ...head,
      currency,
      seller: partyOf(root, ["SE", "SU", "VN"]),
      buyer: partyOf(root, ["BY", "BT"]),
      ...promisedBy(dates),
      lines,
      charges: charges.length === 0 ? undefined : charges,
      paymentTerms: announcedTerms(segments(root, "ITD"), { findings }),
      statedLineCount: stated,
    }),
  );
}

/**
 * Adds a finding if the heading contains prices, because it does not state which lines they belong to. `outside` excludes the SAC
 * loops, which contain the prices of charges.
 */
function checkNoPrices(outside: readonly X12Segment[], findings: Findings): void {
  if (!outside.some(({ id }) => id === "CTP")) return;
  findings.add({ code: "UNSUPPORTED_DOCUMENT", field: "price", text: say("prices-in-heading") });
}
