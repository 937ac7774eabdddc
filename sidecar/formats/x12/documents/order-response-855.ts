import { element, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Transaction } from "../../../codecs/x12/types.ts";
import type { OrderResponse } from "../../../documents/order-response.ts";
import { type Agreement, collectFindings, type Mapped } from "../../mapping.ts";
import { acknowledgementTypes, answerPurposes } from "../codes/answers.ts";
import { codeAt, dateAt, referenceOf } from "../values/elements.ts";
import type { LineLayout } from "./order-response-line.ts";
import { mapSellerResponse } from "./seller-response.ts";

const lineLayout: LineLayout = { id: "PO1", quantity: 2, unit: 3, price: 4, items: 6 };

/**
 * Maps an X12 855 (versions 4010 and 5010) to a canonical order response. If it cannot be mapped, the problem is SCHEMA_INVALID,
 * or UNSUPPORTED_DOCUMENT if a code is not supported, such as the code for an order on hold or for the response to a
 * cancellation.
 */
export function mapOrderResponse({ root }: X12Transaction, agreed: Agreement): Mapped<OrderResponse> {
  const bak = segment(root, "BAK");
  const findings = collectFindings();
  codeAt(bak, 1, answerPurposes, { findings });
  const answer = codeAt(bak, 2, acknowledgementTypes, { findings });
  const head = {
    ...answer,
    orderReference: element(bak, 3),
    sellerReference: element(bak, 8) ?? referenceOf(segments(root, "REF"), ["VN", "OQ"]),
    issueDate: dateAt(bak, 9, { findings }),
  };
  return mapSellerResponse(root, agreed, lineLayout, head, findings);
}
