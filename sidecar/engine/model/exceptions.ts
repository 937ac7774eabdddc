import { plain } from "../../catalogue/terms.ts";
import { type ReasonCode, reasons } from "../../documents/reason-codes.ts";
import type { Finding } from "../../flows/flow.ts";
import type { Said } from "../../terms/term.ts";
import type { NewEvent, Settlement } from "../records.ts";
import { connectionUri } from "./connections.ts";
import { indexed } from "./long-keys.ts";

/** What a person reads about a document that needs one: the catalogue's sentence, then the case's own words. */
export function describe(
  code: ReasonCode,
  findings: readonly Finding[],
  suggestion?: Said,
  text?: Said,
): { reasonCode: ReasonCode; reason: string; suggestion: string; findings: readonly Finding[] } {
  const details = [...(text ? [text] : []), ...findings.map((finding) => finding.text)].map(plain);
  return {
    reasonCode: code,
    reason: [reasons[code].sentence, ...details].join("\n"),
    suggestion: plain(suggestion ?? reasons[code].suggestion),
    findings,
  };
}

/** The part of a settlement that puts a document before a person. */
export function attention(
  code: ReasonCode,
  findings: readonly Finding[],
  suggestion?: Said,
  text?: Said,
): Pick<Settlement, "state" | "reasonCode" | "reason" | "suggestion" | "findings" | "target" | "note"> {
  return { state: "attention", target: null, note: null, ...describe(code, findings, suggestion, text) };
}

/** Nothing of an earlier trouble stays on a document that is done. */
export const noTrouble = {
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

/** An event for `suture.events`: what became of a document, without its content. */
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
