import { type OrderResponse, orderResponse } from "../../../../sidecar/documents/order-response.ts";
import { type Mapped, problemOf, validator } from "../../../../sidecar/formats/mapping.ts";
import type { LinesJsonOptions } from "../options.ts";
import { say } from "../terms.ts";

const toOrderResponse = validator(orderResponse);

/** Maps a line such as `{"order": "P00012", "answer": "yes"}` to the seller's answer to an order as a whole. */
export function readAnswer(line: string, { orderMember, accepted }: LinesJsonOptions): Mapped<OrderResponse> {
  const members = membersOf(line);
  if (members === null) return { problem: problemOf("UNREADABLE", "line", say("not-an-object")) };
  const number = members[orderMember];
  const response = responseOf(String(members.answer), accepted);
  if (response === null) {
    const text = say("answer-unknown", { answer: String(members.answer) });
    return { problem: problemOf("UNSUPPORTED_DOCUMENT", "response", text) };
  }
  return toOrderResponse({
    type: "OrderResponse",
    id: number,
    orderReference: number,
    response,
    lines: [],
  });
}

function responseOf(answer: string, accepted: readonly string[]): OrderResponse["response"] | null {
  if (accepted.includes(answer)) return "accepted";
  return answer === "no" ? "rejected" : null;
}

function membersOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
