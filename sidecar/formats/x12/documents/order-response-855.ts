import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type OrderResponse, orderResponse } from "../../../documents/order-response.ts";
import {
  type Agreement,
  collectFindings,
  type Findings,
  type Mapped,
  mappedUnless,
  validator,
} from "../../mapping.ts";
import { acknowledgementTypes, answerPurposes } from "../codes/answers.ts";
import { say } from "../terms.ts";
import { chargesIn } from "../values/charges.ts";
import {
  checkLineCount,
  codeAt,
  dateAt,
  flatten,
  partyOf,
  referenceOf,
  statedCurrency,
  statedLineCount,
} from "../values/elements.ts";
import { announcedTerms } from "../values/payment-terms.ts";
import { promisedBy, type StatedDate, statedDates } from "../values/promises.ts";
import { taxCharges } from "../values/taxes.ts";
import { mapResponseLine } from "./order-response-line.ts";

const toOrderResponse = validator(orderResponse);

/**
 * Maps an X12 855 (versions 4010 and 5010) to a canonical order response. If it cannot be mapped, the problem is SCHEMA_INVALID,
 * or UNSUPPORTED_DOCUMENT if a code is not supported, such as the code for an order on hold or for the response to a
 * cancellation.
 */
export function mapOrderResponse(transaction: X12Transaction, agreed: Agreement): Mapped<OrderResponse> {
  const { root } = transaction;
  const bak = segment(root, "BAK");
  const findings = collectFindings();
  codeAt(bak, 1, answerPurposes, { findings });
  const answer = codeAt(bak, 2, acknowledgementTypes, { findings });
  const currency = statedCurrency(root);
  const dates = statedDates(segments(root, "DTM"), { findings });
  const heading = { currency: currency ?? agreed.currency, dates };
  const lines = loops(root, "PO1").map((loop, index) => mapResponseLine(loop, index, heading, findings));
  const stated = statedLineCount(root, "PO1");
  checkLineCount(stated, lines.length, findings);
  const outside = flatten(root, ["PO1"]);
  const charges = [...chargesIn(outside, { findings }), ...taxCharges(outside, { findings })];
  checkNoPrices(flatten(root, ["PO1", "SAC"]), findings);
  const head = headOf(root, bak, dates, findings);
  return mappedUnless(findings, () =>
    toOrderResponse({
      ...head,
      ...answer,
      currency,
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

function headOf(
  root: X12Loop,
  bak: X12Segment | undefined,
  dates: readonly StatedDate[],
  findings: Findings,
) {
  const orderReference = element(bak, 3);
  return {
    type: "OrderResponse" as const,
    // An 855 has no number of its own.
    id: orderReference,
    orderReference,
    sellerReference: element(bak, 8) ?? referenceOf(segments(root, "REF"), ["VN", "OQ"]),
    issueDate: dateAt(bak, 9, { findings }),
    seller: partyOf(root, ["SE", "SU", "VN"]),
    buyer: partyOf(root, ["BY", "BT"]),
    ...promisedBy(dates),
  };
}
