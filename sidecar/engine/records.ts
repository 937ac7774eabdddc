import type { CanonicalDocument } from "../documents/document.ts";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type { Acceptance, Finding, FlowInput } from "../flows/flow.ts";
import type { Term } from "../terms/term.ts";
import type { Words } from "../terms/words.ts";

/** What the journal stores and the engine processes: messages, documents, outcomes, and deliveries. */

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

/** A message as it arrived. */
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
 * "conflict": the identity is known with different content; the message is stored next to the first and an exception is raised.
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
  /** What people accept of it as the partner has it. */
  readonly accepted?: readonly Acceptance[];
  readonly note: Words | null;
  readonly links: readonly DocumentLink[];
  readonly attempts: number;
  /** How often Odoo, which was there, did not answer for it alone. */
  readonly failedAlone: number;
  /** It has needed a person before. */
  readonly troubled: boolean;
  readonly nextAttemptAt: Date | null;
  readonly heldBehind: string | null;
  /** The key of the document it is held behind: what Odoo knows that one by. */
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
  /** 1 is what arrived; a higher one was entered by a person after the one before was finished. */
  readonly version: number;
  /** The id of the version before. */
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
  readonly messageId: string | null /** What it is about, where that is known before it is worked on. */;
  readonly links?: readonly DocumentLink[];
  /** What it competes for with other documents; those are worked one after the other. */
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

/** The change of a document after a step; omitted fields do not change. */
export type Outcome = {
  readonly id: string;
  readonly state: DocumentState;
  /** The revision that this outcome creates; an older one in the journal is replaced. */
  readonly revision: number;
  /** Odoo's exchange row already shows this revision. */
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
  /** What the retry waits for: "odoo", "record" (a lock, an earlier document) or "partner". */
  readonly target?: string | null;
  readonly nextAttemptAt?: Date | null;
  readonly heldBehind?: string | null;
  /** Told and entered together with it, and only if it counts. */
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
  /** This one counted. */
  readonly attempts: number;
  readonly sequence: string;
  /** Tried since. */
  readonly since: Date;
  readonly failingSince: Date | null;
  readonly lastError: Term | null;
};

/** The recorded calls of a target. Plain data, so that it can be stored in memory or in the journal. */
export type Circuit = {
  /** The latest outcomes, oldest first: "s" for an answer, "f" for a failure. */
  readonly outcomes: string;
  readonly openSince: Date | null;
  /** Probes that failed since it opened. */
  readonly probes: number;
  /** The target is not called before this time. */
  readonly probeAt: Date | null;
};

/** How an acknowledgement changes a document. enter: it is the new state. repeat: nothing new. note: noted, without effect. */
export type Weight = "enter" | "repeat" | "note";

/** One place where two JSON values differ: its RFC 6901 pointer and the values; a missing value is absent. */
export type Change = { readonly pointer: string; readonly from?: unknown; readonly to?: unknown };
