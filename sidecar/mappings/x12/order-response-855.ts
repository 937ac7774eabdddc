import { element, loops, segment, segments } from "../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../codecs/x12/types.ts";
import { type OrderResponse, orderResponse } from "../../documents/order-response.ts";
import {
  type Agreement,
  collectFindings,
  type Findings,
  type Mapped,
  problem,
  settled,
  validated,
} from "../mapping.ts";
import { mostBinding } from "./dates.ts";
import { mapResponseLine } from "./order-response-line.ts";
import { checkLineCount, dateAt, partyOf, referenceOf, statedCurrency, statedLineCount } from "./values.ts";

/**
 * What the acknowledgement type (BAK02, element 587) says of the order as a whole. AC, AD and AE answer in the lines;
 * AK and AT take the order as it stands; RD, RF, RJ and RO refuse it. AH (on hold), AP and others are not answers that
 * can be acted on.
 */
const responses: Readonly<Record<string, OrderResponse["response"]>> = {
  AC: "detail",
  AD: "detail",
  AE: "detail",
  AK: "accepted",
  AT: "accepted",
  RD: "rejected",
  RF: "rejected",
  RJ: "rejected",
  RO: "rejected",
};

/** BAK01 (element 353) of answers to a cancellation: they do not speak of the order's lines. */
const cancellation = "01";

/**
 * Gives the canonical answer to an order of an X12 855 (versions 4010 and 5010), or the problem: SCHEMA_INVALID,
 * UNKNOWN_UNIT, or UNSUPPORTED_DOCUMENT for an answer that is neither yes nor no.
 */
export function mapOrderResponse(transaction: X12Transaction, agreed: Agreement): Mapped<OrderResponse> {
  const { root } = transaction;
  const bak = segment(root, "BAK");
  const response = responses[element(bak, 2) ?? ""];
  if (response === undefined || element(bak, 1) === cancellation) return unsupported();
  const findings = collectFindings();
  const currency = statedCurrency(root);
  const priced = currency ?? agreed.currency;
  const lines = loops(root, "PO1").map((loop, index) => mapResponseLine(loop, index, priced, findings));
  const stated = statedLineCount(root, "PO1");
  checkLineCount(stated, lines.length, findings);
  const head = heading(root, bak, findings);
  return settled(findings, () =>
    validated(orderResponse, { ...head, response, currency, lines, statedLineCount: stated }),
  );
}

function unsupported(): Mapped<OrderResponse> {
  return problem([
    {
      code: "UNSUPPORTED_DOCUMENT",
      field: "BAK02",
      text: "The supplier neither accepts nor rejects the order (BAK01/BAK02): it may be on hold. Ask the supplier.",
    },
  ]);
}

function heading(root: X12Loop, bak: X12Segment | undefined, findings: Findings) {
  const orderReference = element(bak, 3);
  const dates = segments(root, "DTM").map((dtm) => ({ qualifier: element(dtm, 1), dtm }));
  return {
    type: "OrderResponse" as const,
    // An 855 has no number of its own.
    id: orderReference,
    orderReference,
    sellerReference: element(bak, 8) ?? referenceOf(segments(root, "REF"), ["VN", "OQ"]),
    issueDate: dateAt(bak, 9, { findings }),
    seller: partyOf(root, ["SE", "SU", "VN"]),
    buyer: partyOf(root, ["BY", "BT"]),
    date: dateAt(mostBinding(dates)?.dtm, 2, { findings }),
  };
}
