import type { CanonicalDocument } from "../documents/document.ts";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type { Acceptance, Finding, FlowInput } from "../flows/flow.ts";
import type { Term } from "../terms/term.ts";
import type { Words } from "../terms/words.ts";

/** The class of service of a document, without `contended`, which depends on competition and not on the flow. */
export type Lane = "critical" | "standard" | "bulk";
export type DocumentState =
  | "queued"
  | "processing"
  | "waiting"
  | "held"
  | "attention"
  | "staged"
  | "done"
  | "dismissed";
export type AcknowledgementState =
  | "none"
  | "awaited"
  | "accepted"
  | "accepted_with_errors"
  | "rejected"
  | "overdue";

/** A message as it arrived, byte for byte. */
export type Message = {
  readonly id: string;
  readonly connection: string | null;
  readonly transport: string;
  readonly contentType: string | null;
  readonly format: string | null;
  readonly identity: string;
  readonly contentHash: string;
  readonly conflictsWith: string | null;
  readonly body: Uint8Array;
  readonly state: "received" | "decoded";
  readonly traceId: string;
  readonly receivedAt: Date;
};

export type NewMessage = {
  readonly connection: string | null;
  readonly transport: string;
  readonly contentType: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly sender: string | null;
  readonly format: string | null;
  readonly identity: string;
  readonly contentHash: string;
  readonly body: Uint8Array;
  readonly traceId: string;
};

/**
 * The result of storing a message. "conflict": the identity is known with different content; the message is stored
 * next to the first and an exception is raised.
 */
export type Stored = { readonly id: string; readonly outcome: "new" | "duplicate" | "conflict" };

export type DocumentLink = { readonly model: string; readonly id: number; readonly name?: string };

export type Document = {
  readonly id: string;
  readonly sequence: string;
  readonly messageId: string | null;
  readonly direction: "inbound" | "outbound";
  readonly connection: string | null;
  readonly flow: string | null;
  readonly lane: Lane;
  readonly code: string | null;
  readonly type: string | null;
  readonly number: string | null;
  readonly key: string;
  readonly contentHash: string;
  readonly aggregate: string;
  readonly input: FlowInput | null;
  readonly output: CanonicalDocument | null;
  readonly state: DocumentState;
  readonly reasonCode: ReasonCode | null;
  readonly reason: Words | null;
  readonly suggestion: Words | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly Finding[];
  /** The findings that people accepted, to be applied as the partner sent them. */
  readonly accepted?: readonly Acceptance[];
  readonly note: Words | null;
  readonly links: readonly DocumentLink[];
  readonly attempts: number;
  /** The number of times Odoo was reachable but did not answer a call with this document alone. */
  readonly failedAlone: number;
  /** Whether the document has been an exception before. */
  readonly wasException: boolean;
  readonly nextAttemptAt: Date | null;
  readonly heldBehind: string | null;
  /** The key of the document it is held behind, by which Odoo identifies that document. */
  readonly heldBehindKey?: string | null;
  readonly controlReference: string | null;
  readonly acknowledgement: AcknowledgementState;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly traceId: string;
  readonly revision: number;
  readonly receivedAt: Date;
  readonly doneAt: Date | null;
  readonly dueAt: Date | null;
  /**
   * 1 for the document as it arrived; each later version was created by a person after the previous one was finished.
   */
  readonly version: number;
  /** The id of the previous version. */
  readonly supersedes: string | null;
};

export type NewDocument = Pick<
  Document,
  | "direction"
  | "connection"
  | "flow"
  | "lane"
  | "code"
  | "type"
  | "number"
  | "key"
  | "contentHash"
  | "aggregate"
  | "input"
  | "controlReference"
  | "traceId"
> & {
  readonly messageId: string | null;
  /** The records that the document concerns, if they are known before it is processed. */
  readonly links?: readonly DocumentLink[];
  /** The key of the records it competes for. Documents with the same key are processed one after the other. */
  readonly contends?: string | null;
} & (
    | { readonly state: "queued" }
    | {
        readonly state: "attention";
        readonly reasonCode: ReasonCode;
        readonly reason: Words;
        readonly suggestion: Words;
        readonly findings: readonly Finding[];
      }
  );

/** The change to a document in one step. Omitted fields remain unchanged. */
export type Outcome = {
  readonly id: string;
  readonly state: DocumentState;
  /** The revision that this outcome creates. An outcome for a document finished meanwhile is usually ignored. */
  readonly revision: number;
  /** Whether Odoo's exchange row already shows this revision. */
  readonly reported?: boolean;
  readonly reasonCode?: ReasonCode | null;
  readonly reason?: Words | null;
  readonly suggestion?: Words | null;
  readonly findings?: readonly Finding[];
  readonly changes?: readonly Finding[];
  readonly note?: Words | null;
  readonly links?: readonly DocumentLink[];
  readonly output?: CanonicalDocument;
  readonly attempts?: number;
  readonly failedAlone?: number;
  /** The target that a retry waits for: "odoo", "record" (a lock, an earlier document) or "partner". */
  readonly target?: string | null;
  readonly nextAttemptAt?: Date | null;
  readonly heldBehind?: string | null;
  /** Recorded in the same transaction, and only if the outcome is not outdated. */
  readonly events?: readonly NewEvent[];
  readonly emitted?: readonly NewDocument[];
  readonly step: { readonly name: string; readonly detail?: string };
};

export type NewEvent = {
  readonly type: string;
  readonly subject: string;
  readonly source: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly traceId: string;
};

export type Delivery = {
  readonly id: string;
  readonly connection: string;
  readonly kind: "document" | "acknowledgement";
  readonly code: string;
  readonly documentId: string | null;
  readonly messageId: string | null;
  readonly fileName: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** The number of attempts, including the current one. */
  readonly attempts: number;
  readonly sequence: string;
  /** The time of the first attempt. */
  readonly since: Date;
  readonly failingSince: Date | null;
  readonly lastError: Term | null;
};

/** The recorded calls to a target. Plain data, so that it can be stored in memory or in the journal. */
export type Circuit = {
  /** The latest outcomes, oldest first: "s" for an answer, "f" for a failure. */
  readonly outcomes: string;
  readonly openSince: Date | null;
  /** The number of failed probes since it opened. */
  readonly probes: number;
  /** The time before which the target is not called. */
  readonly probeAt: Date | null;
};

/**
 * The effect of an acknowledgement on a document: "enter" sets a new state, "repeat" is already known, "note" is
 * recorded without effect.
 */
export type Weight = "enter" | "repeat" | "note";

/**
 * One difference between two JSON values: its JSON Pointer (RFC 6901) and both values. `from` or `to` is absent if
 * the value does not exist on that side.
 */
export type Change = { readonly pointer: string; readonly from?: unknown; readonly to?: unknown };
