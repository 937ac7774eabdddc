import type { OrderResponse, OrderResponseLine } from "../../../documents/order-response.ts";
import type { Acceptance, Finding, PlanContext, Snapshot } from "../../flow.ts";
import { readCrosswalk } from "../../kit/crosswalk.ts";
import { records } from "../../kit/snapshot.ts";
import { readUnits } from "../../kit/units.ts";
import { unitContext } from "../order-line.ts";
import { type LineMatcher, lineMatcher } from "../order-line-matching.ts";
import type { PurchaseLine, PurchaseOrder } from "../purchase-order.ts";
import {
  changedSince,
  lineNoLongerOrdered,
  possiblyAnswered,
  readSentLines,
  type SentLine,
} from "../sent-order.ts";
import { noLongerOrdered } from "./check-changed.ts";
import { checkLine, type LineResult } from "./check-line.ts";
import { decided } from "./line-check.ts";
import type { OrderResponsePolicy } from "./policy.ts";
import { say } from "./terms.ts";

/** The results for the lines of an order. `blocking` contains all findings that require a decision. */
export type CheckedLines = {
  readonly results: readonly LineResult[];
  /** Findings about response lines whose order line is unknown, or has more than one response line. */
  readonly unmatched: readonly Finding[];
  readonly blocking: readonly Finding[];
  /** Changes for response lines that are not on the order and that a person has decided to ignore. */
  readonly ignored: readonly Finding[];
};

/**
 * Checks each order line to which the response responds. For an order that is rejected as a whole, all lists in the result are
 * empty.
 */
export function checkLines(
  document: OrderResponse,
  order: PurchaseOrder,
  snapshot: Snapshot,
  { connection, policy, accepted = [] }: PlanContext<OrderResponsePolicy>,
): CheckedLines {
  if (document.response === "rejected") return { results: [], unmatched: [], blocking: [], ignored: [] };
  const crosswalk = readCrosswalk(snapshot);
  const units = readUnits(records(snapshot, "units"));
  const sent = possiblyAnswered(document, readSentLines(snapshot, order.id));
  const check = (line: PurchaseLine, response: OrderResponseLine) => {
    const context = unitContext(line, units, crosswalk, response.item.ids);
    const more = { policy, accepted, connection: connection.code, sent };
    return checkLine(line, response, { document, units: context, ...more });
  };
  const matcher = lineMatcher(order.lines, crosswalk);
  const matched = answeredLines(document, order).map((line, index) => {
    const match = matchAnswer(line, index, matcher);
    if ("line" in match) return check(match.line, line);
    const former = lineNoLongerOrdered(line.id, order.lines, sent);
    return decidedMatch(former === undefined ? match.finding : noLongerOrdered(former), accepted);
  });
  const answered = matched.filter((each) => "line" in each);
  const implied = impliedLines(document, order, answered, sent).map((line) =>
    check(line, acceptedAsSent(line)),
  );
  const results = [...answered, ...implied];
  return {
    results,
    unmatched: [
      ...matched.flatMap((each) => ("finding" in each ? [each.finding] : [])),
      ...answeredTwice(results),
    ],
    blocking: results.flatMap(({ blocking }) => blocking),
    ignored: matched.flatMap((each) => ("ignored" in each ? [each.ignored] : [])),
  };
}

function decidedMatch(finding: Finding, accepted: readonly Acceptance[]) {
  const { change, blocking = finding } = decided({ blocking: finding }, accepted);
  return change === undefined ? { finding: blocking } : { ignored: change };
}

/**
 * Returns the lines of the response. If it has no lines and accepts the order as a whole for a stated date, returns a line for
 * each order line, as if each were accepted separately.
 */
function answeredLines(document: OrderResponse, order: PurchaseOrder): readonly OrderResponseLine[] {
  if (document.response !== "accepted" || document.lines.length > 0 || document.date === undefined)
    return document.lines;
  return order.lines.map(acceptedAsSent);
}

function acceptedAsSent({ number }: PurchaseLine): OrderResponseLine {
  return { id: String(number), item: { ids: [] }, parts: [{ status: "accepted" }] };
}

/**
 * Returns the order lines that were changed after they were sent, and that the response accepts as they were sent without
 * mentioning them.
 */
function impliedLines(
  document: OrderResponse,
  order: PurchaseOrder,
  answered: readonly LineResult[],
  sent: readonly SentLine[],
): readonly PurchaseLine[] {
  if (document.response !== "accepted" && !document.onlyExceptions) return [];
  const mentioned = new Set(answered.map(({ line }) => line.id));
  return order.lines.filter((line) => !mentioned.has(line.id) && changedSince(line, sent) !== null);
}

/**
 * Returns the order line of a response line, or a finding if there is none. A substituted line may contain only the item numbers
 * of the substitute, so the line number then identifies the order line.
 */
function matchAnswer(line: OrderResponseLine, index: number, { match: matchLine, byNumber }: LineMatcher) {
  const match = matchLine({ label: line.id ?? String(index + 1), number: line.id, ...line.item });
  const substituted = line.parts.some(({ status }) => status === "substituted");
  const numbered = "finding" in match && substituted ? byNumber(line.id) : undefined;
  return numbered === undefined ? match : { line: numbered };
}

function answeredTwice(results: readonly LineResult[]): Finding[] {
  const seen = new Set<number>();
  const twice = new Set<number>();
  for (const { line } of results) (seen.has(line.number) ? twice : seen).add(line.number);
  return [...twice].map((number) => ({
    code: "AMBIGUOUS_MATCH",
    line: String(number),
    field: "item",
    text: say("line-answered-twice", { line: String(number) }),
  }));
}
