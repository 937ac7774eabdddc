import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import type { OrderResponse } from "../../../documents/order-response.ts";
import { type Agreement, collectFindings, type Findings, type Mapped } from "../../mapping.ts";
import { acknowledgementTypes, type OrderAnswer } from "../codes/answers.ts";
import { changeAnswerPurposes, lineResponses } from "../codes/changes.ts";
import { codeAt, dateAt, faulty, referenceOf } from "../values/elements.ts";
import type { LineLayout } from "./order-response-line.ts";
import { mapSellerResponse, type ResponseHead } from "./seller-response.ts";

const lineLayout: LineLayout = {
  id: "POC",
  quantity: 3,
  unit: 5,
  price: 6,
  items: 8,
  status: { at: 2, table: lineResponses },
};

/** The largest number of a change (BCA05, element 327, has at most eight characters). */
const sequenceForm = /^0*[1-9]\d{0,7}$/;

/**
 * Maps an X12 865 (versions 4010 and 5010) to a canonical order response that states what the seller responds to: our change, our
 * cancellation, or nothing if the seller asks for a change itself. If it cannot be mapped, the problem is SCHEMA_INVALID, or
 * UNSUPPORTED_DOCUMENT if a code is not supported.
 */
export function mapOrderChangeResponse({ root }: X12Transaction, agreed: Agreement): Mapped<OrderResponse> {
  const bca = segment(root, "BCA");
  const findings = collectFindings();
  const head = {
    ...answerOf(bca, loops(root, lineLayout.id).length > 0, findings),
    orderReference: element(bca, 3),
    sellerReference: element(bca, 9) ?? referenceOf(segments(root, "REF"), ["VN", "OQ"]),
    issueDate: dateAt(bca, 10, { findings }) ?? dateAt(bca, 12, { findings }),
  };
  return mapSellerResponse(root, agreed, lineLayout, head, findings);
}

type Answer = Pick<ResponseHead, "respondsTo" | "changeSequence" | "response" | "onlyExceptions">;

/**
 * Returns what the seller responds to, and how. BCA02 is optional: without it, the lines say what changes. A seller who cancels the
 * order itself, without responding to a change, rejects it as a whole.
 */
function answerOf(bca: X12Segment | undefined, hasLines: boolean, findings: Findings): Answer {
  const purpose = codeAt(bca, 1, changeAnswerPurposes, { findings });
  const type: OrderAnswer | undefined = codeAt(bca, 2, acknowledgementTypes, { findings });
  const answer = type ?? (hasLines ? { response: "detail" as const } : {});
  const isNumbered = element(bca, 5) !== undefined;
  if (purpose === "own" || (purpose === "either" && !isNumbered)) return { respondsTo: "nothing", ...answer };
  if (purpose === "cancellation" && type === undefined && !isNumbered)
    return { respondsTo: "nothing", response: "rejected" };
  const respondsTo = purpose === "cancellation" ? ("cancellation" as const) : ("change" as const);
  return { respondsTo, ...sequenceOf(bca, findings), ...answer };
}

/** Returns the number of our change (BCA05). Adds a finding if it is none that we assign. */
function sequenceOf(bca: X12Segment | undefined, findings: Findings): Pick<Answer, "changeSequence"> {
  const stated = element(bca, 5);
  if (bca === undefined || stated === undefined) return {};
  if (sequenceForm.test(stated)) return { changeSequence: Number(stated) };
  faulty({ findings }, bca, 5, "not-a-number");
  return {};
}
