import type { CanonicalDocument } from "../documents/document.ts";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type { Acceptance, Finding, FlowInput, LineMatch } from "../flows/flow.ts";
import type { Term } from "../terms/term.ts";
import type { Words } from "../terms/words.ts";

/**
 * The lane that a flow assigns to its documents. There is no `contended` here, because the use of that lane depends on
 * competition for records and not on the flow.
 */
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

/** A range of bytes of a body that is stored in chunks. `end` is exclusive. */
export type BodyRange = { readonly bodyId: string; readonly start: number; readonly end: number };

/**
 * A message as stored in the journal: its bytes as they arrived, its identity, and whether it is decoded. The bytes are
 * in `body` or, if they are too large for memory, in the `range` of a stored body; in this case, `body` is empty.
 */
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
  readonly range?: BodyRange | null;
  /** The header Content-Disposition, with which a sender names the file. */
  readonly disposition?: string | null;
  /** Why the message cannot be read, if that was found when it arrived. */
  readonly unreadable?: Term | null;
  /**
   * "waiting": its identifiers are unknown, and it waits without an answer until the connection gets them. "refused": a person
   * dismissed it, so that its sender is told.
   */
  readonly stranger?: "waiting" | "refused" | null;
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
  readonly range?: BodyRange | null;
  readonly unreadable?: Term | null;
  readonly traceId: string;
  /** For how many days after its last use the identity must not be used for other content. If absent, for ever. */
  readonly memoryDays?: number;
};

/**
 * The result of storing a message. "duplicate": a message with the same identity and content is already stored, and
 * `id` is its id. "conflict": the identity was used within its memory with different content; the message is stored next to
 * the first and becomes an exception.
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
  /**
   * The content of a document that no flow handles, for display only, without its sensitive fields. Absent for all other documents:
   * theirs is in `input`.
   */
  readonly shown?: CanonicalDocument | null | undefined;
  readonly output: CanonicalDocument | null;
  readonly state: DocumentState;
  readonly reasonCode: ReasonCode | null;
  readonly reason: Words | null;
  readonly suggestion: Words | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly Finding[];
  /** What people decided about the findings, such as to accept them. They do not become an exception again. */
  readonly accepted?: readonly Acceptance[];
  readonly note: Words | null;
  readonly links: readonly DocumentLink[];
  /** The order lines that the document is about, as of its latest exception or wait. */
  readonly matches?: readonly LineMatch[];
  readonly attempts: number;
  /** The number of calls with this document alone to which Odoo did not respond although it was reachable. */
  readonly failedAlone: number;
  /** Whether the document has been an exception before. */
  readonly wasException: boolean;
  readonly nextAttemptAt: Date | null;
  readonly heldBehind: string | null;
  /** The key of the document whose id is in `heldBehind`, because Odoo identifies documents by their keys. */
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
   * 1 for the document as it arrived. A correction of a finished document, or a person's request to process it again,
   * creates the next version.
   */
  readonly version: number;
  /** The id of the previous version, or null for version 1. */
  readonly supersedes: string | null;
  /** The references on the envelope of its message or file: control number or control ID, and the name of the file. */
  readonly envelope?: readonly string[] | null | undefined;
  /** The range of the document in the bytes of its message. Null if unknown. */
  readonly sourceStart?: number | null | undefined;
  readonly sourceEnd?: number | null | undefined;
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
  /** The records in Odoo that the document concerns, if they are known before it is processed. */
  readonly links?: readonly DocumentLink[];
  readonly shown?: CanonicalDocument | null | undefined;
  readonly envelope?: readonly string[] | null | undefined;
  readonly sourceStart?: number | null | undefined;
  readonly sourceEnd?: number | null | undefined;
  /**
   * The key of the records in Odoo that the document changes in competition with documents of other aggregates.
   * Documents with the same key are processed one after the other, in the lane `contended`. Null or absent if there is
   * no competition.
   */
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

/**
 * The result of processing a document in one step: its new state and its changed fields. Omitted fields remain
 * unchanged, except that `nextAttemptAt` and `heldBehind` are cleared.
 */
export type Outcome = {
  readonly id: string;
  readonly state: DocumentState;
  /**
   * The revision of the document when it was processed, plus one. If the document was finished meanwhile, the outcome
   * is recorded only if it reports that Odoo has applied the document or the partner has received it.
   */
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
  readonly matches?: readonly LineMatch[];
  readonly output?: CanonicalDocument;
  readonly attempts?: number;
  readonly failedAlone?: number;
  /**
   * The target that the next attempt waits for: "odoo", "partner", "record" (the release of a lock, or an expected
   * record), or the aggregate of a document that is expected to arrive.
   */
  readonly target?: string | null;
  readonly nextAttemptAt?: Date | null;
  readonly heldBehind?: string | null;
  /** The events to publish. They are stored in the transaction of the outcome, and only if the outcome is recorded. */
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
  /** The number of its document. */
  readonly number?: string | null;
  readonly fileName: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** The number of attempts, including the current one. */
  readonly attempts: number;
  readonly sequence: string;
  /** The time when the attempts began: the creation of the delivery, or the latest retry that a person requested. */
  readonly since: Date;
  readonly failingSince: Date | null;
  readonly lastError: Term | null;
};

/** The state of a target's circuit breaker. It is plain data, so that it can be stored in memory or in the journal. */
export type Circuit = {
  /** The outcomes of the latest calls, oldest first, one letter each: "s" for a response, "f" for a failure. */
  readonly outcomes: string;
  readonly openSince: Date | null;
  /** The number of failed probes since the circuit opened. */
  readonly probes: number;
  /** The time of the next probe, before which the target is not called. Null while the circuit is closed. */
  readonly probeAt: Date | null;
};

/**
 * The effect of an acknowledgement on a document: "enter" sets the document's acknowledgement state, "repeat" changes
 * nothing because the state is already set, and "note" only adds a note to the document.
 */
export type Weight = "enter" | "repeat" | "note";

/**
 * One difference between two JSON values: its JSON Pointer (RFC 6901) and both values. `from` or `to` is absent if
 * the value does not exist on that side.
 */
export type Change = { readonly pointer: string; readonly from?: unknown; readonly to?: unknown };
