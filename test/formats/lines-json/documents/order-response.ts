import { type OrderResponse, orderResponse } from "../../../../sidecar/documents/order-response.ts";
import { type Mapped, problemOf, validated } from "../../../../sidecar/formats/mapping.ts";
import type { LinesJsonOptions } from "../options.ts";
import { say } from "../terms.ts";

/** Maps a line such as `{"order": "P00012", "answer": "yes"}` to the seller's answer to an order as a whole. */
export function readAnswer(line: string, { orderMember, accepted }: LinesJsonOptions): Mapped<OrderResponse> {
  const members = membersOf(line);
  if (members === null) return { problem: problemOf("UNREADABLE", "line", say("not-an-object")) };
  const number = members[orderMember];
  return validated(orderResponse, {
    type: "OrderResponse",
    id: number,
    orderReference: number,
    response: accepted.includes(String(members.answer)) ? "accepted" : "rejected",
    lines: [],
  });
}

function membersOf(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
