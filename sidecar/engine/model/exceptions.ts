import { adviceTerm, reasonTerm } from "../../catalogue/reason-terms.ts";
import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { Finding } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import type { Words } from "../../terms/words.ts";
import type { NewEvent, Outcome } from "../records.ts";
import { connectionUri } from "./connections.ts";
import { indexed } from "./long-keys.ts";

/**
 * Returns the fields that describe an exception. The reason consists of the catalogue's sentence for the code, `text`
 * if given, and the texts of the findings. The suggestion defaults to the catalogue's suggestion for the code.
 */
export function describe(
  code: ReasonCode,
  findings: readonly Finding[],
  suggestion?: Term,
  text?: Term,
): { reasonCode: ReasonCode; reason: Words; suggestion: Words; findings: readonly Finding[] } {
  const details = [...(text ? [text] : []), ...findings.map((finding) => finding.text)];
  return {
    reasonCode: code,
    reason: [reasonTerm(code), ...details],
    suggestion: [suggestion ?? adviceTerm(code)],
    findings,
  };
}

/**
 * Returns the fields of an outcome that make a document an exception. The parameters are the same as for `describe`.
 */
export function attention(
  code: ReasonCode,
  findings: readonly Finding[],
  suggestion?: Term,
  text?: Term,
): Pick<Outcome, "state" | "reasonCode" | "reason" | "suggestion" | "findings" | "target" | "note"> {
  return { state: "attention", target: null, note: null, ...describe(code, findings, suggestion, text) };
}

/** The fields of an outcome that clear the reason of an earlier exception or wait. */
export const noReason = {
  reasonCode: null,
  reason: null,
  suggestion: null,
  findings: [],
  target: null,
} as const;

type EventSubject = {
  readonly key: string;
  readonly messageId: string | null;
  readonly connection: string | null;
  readonly flow: string | null;
  readonly type: string | null;
  readonly number: string | null;
  readonly aggregate: string;
  readonly traceId: string;
};

export type ExchangeEventName = "exchange.applied" | "exchange.exception" | "exchange.resolved";

/**
 * Returns an event about a document's new state, without the document's content, for the broker's exchange
 * `suture.events`.
 */
export function exchangeEvent(
  event: ExchangeEventName | `${string}.dispatched`,
  document: EventSubject,
  data: Readonly<Record<string, unknown>>,
): NewEvent {
  return {
    type: `health.suture.${event}.v1`,
    subject: indexed(document.aggregate),
    source: connectionUri(document.connection ?? "unknown"),
    traceId: document.traceId,
    data: {
      key: indexed(document.key),
      messageId: document.messageId,
      connection: document.connection,
      flow: document.flow,
      documentType: document.type,
      documentNumber: indexed(document.number),
      ...data,
    },
  };
}
