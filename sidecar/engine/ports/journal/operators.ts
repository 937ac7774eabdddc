import type { CanonicalDocument } from "../../../documents/document.ts";
import type { Acceptance } from "../../../flows/flow.ts";
import type { Term } from "../../../terms/term.ts";
import type { Change, Document } from "../../records.ts";

/** The journal's operations for people: decisions about documents, corrections, and the audit log. */

/** An entry of the audit log. */
export type AuditEntry = {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** The last entry of the audit log. */
export type AuditEnd = { readonly seq: number; readonly hash: string; readonly at: Date };

export type AuditJournal = {
  audit(entry: AuditEntry): Promise<void>;
  /** Returns the last entry of the audit log, or null if the log is empty. */
  auditHead(): Promise<AuditEnd | null>;
};

export type ReplayFilter = {
  readonly documentIds?: readonly string[];
  readonly messageId?: string;
  readonly messageKey?: string;
  readonly connection?: string;
  readonly state?: string;
  readonly reasonCode?: string;
  /** Whether to exclude documents that have a later version. */
  readonly latest?: boolean;
};

/**
 * A person's decision about the document with the key `messageKey`. `request` is the key of the outbox row that
 * contains it; a row that arrives a second time has no further effect.
 */
export type Decision = {
  readonly messageKey: string;
  readonly actor: string;
  readonly reason: string;
  readonly request: string;
};

/**
 * The reason why a decision is refused. "finished": the document is done or dismissed; "busy": it is being processed;
 * "changed": it no longer has the findings to accept; "overtaken": a later document of the aggregate is done;
 * "superseded": it has a later version; "emptied": retention removed its content; "open": it is not dismissed.
 */
export type DecisionRefusal =
  | "finished"
  | "busy"
  | "changed"
  | "overtaken"
  | "superseded"
  | "emptied"
  | "open";

/**
 * The reason why no new version is created. "unfinished": the document is still being processed; "superseded": it has
 * a later version; "unread": it has no content.
 */
export type VersionRefusal = "unfinished" | "superseded" | "unread";
/**
 * The reason why a correction is refused. "finished": the document is done or dismissed; "busy": it is queued or
 * being processed.
 */
export type CorrectionRefusal = "finished" | "busy" | VersionRefusal;

/**
 * A correction to store: the complete corrected content, the fields that are derived from it, the changes, and who
 * makes them and why.
 */
export type NewCorrection = {
  readonly documentId: string;
  readonly content: CanonicalDocument;
  readonly contentHash: string;
  readonly flow: string;
  readonly lane: string;
  readonly type: string;
  readonly number: string;
  readonly aggregate: string;
  readonly changes: readonly Change[];
  readonly reason: string;
  readonly actor: string;
  /** The key of the request, or null. A request that arrives a second time creates no second correction. */
  readonly request: string | null;
  /** Whether to create a new version of a finished document and correct that version. */
  readonly asNewVersion: boolean;
};

export type Corrected = { readonly id: string; readonly number: number };

export type CorrectionEntry = {
  readonly number: number;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly changes: readonly Change[];
};

export type VersionEntry = {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly state: string;
  readonly receivedAt: Date;
};

export type OperatorJournal = {
  /**
   * Queues the documents that match a filter, oldest first and at most `limit`, to be processed again from the start.
   * If a document has a queued or failed delivery, the delivery is retried instead. An outgoing document that was
   * delivered is sent again with new control numbers.
   * @returns the ids of the documents
   */
  replay(filter: ReplayFilter, actor: string, limit: number): Promise<string[]>;
  /**
   * Dismisses a document, ends its queued delivery, and releases the documents held behind it. `request` is the key of
   * the outbox row that contains the decision, or null. With a `closing`, only an exception with its reason code is
   * dismissed, and its note says why.
   * @returns whether there was a document to dismiss
   */
  dismiss(
    messageKey: string,
    actor: string,
    reason: string,
    request?: string | null,
    closing?: { readonly note: Term; readonly reasonCode: string } | null,
  ): Promise<boolean>;
  /**
   * Stores people's decisions on the findings of a document with it, and queues the document again. The findings must
   * permit all of them.
   * @returns the reason why the decision is refused, or null if it was carried out
   */
  accept(decision: Decision, wished: readonly Acceptance[]): Promise<DecisionRefusal | null>;
  /**
   * Undoes a dismissal: the document becomes an exception again, or is queued if it was not an exception. An exception
   * that Suture closed by itself can be reopened even if a later document of the aggregate is done.
   * @returns the reason why the decision is refused, or null if it was carried out
   */
  reopen(decision: Decision): Promise<DecisionRefusal | null>;
  /**
   * Accepts the message of an exception that used a number a second time as a new message, which is decoded again.
   * @returns whether there was such an exception with this key
   */
  acceptNumber(messageKey: string, actor: string): Promise<boolean>;
  /**
   * Releases a held document, which then overtakes earlier documents of its aggregate.
   * @returns whether there was a held document with this key
   */
  letPass(messageKey: string, actor: string): Promise<boolean>;
  /**
   * Stores a correction next to the received document, and queues the document with the corrected content.
   * @returns the id of the corrected document and the number of the correction, or the reason why the correction is
   * refused
   */
  correct(correction: NewCorrection): Promise<Corrected | { readonly refused: CorrectionRefusal }>;
  /** Returns the correction that an earlier request with this key created, or null. */
  correctionAsked(request: string): Promise<Corrected | null>;
  /**
   * Creates a new version of each document that is finished, has content and has no later version.
   * @returns the ids of the new versions
   */
  enterVersions(ids: readonly string[], actor: string, reason: string): Promise<string[]>;
};

/** The operators' queries for documents. */
export type DocumentSearch = {
  /**
   * Returns the documents that match a filter and are in one of the states, oldest first, at most `limit`, after the
   * one with the id `after`.
   */
  documentsMatching(
    filter: ReplayFilter,
    states: readonly string[],
    limit: number,
    after: string | null,
  ): Promise<Document[]>;
  /** Returns the corrections of a document, oldest first. */
  correctionsOf(documentId: string): Promise<CorrectionEntry[]>;
  /** Returns the content of a document as it was decoded, without corrections, or null if it has none. */
  originalOf(documentId: string): Promise<unknown>;
  /** Returns all versions of a document, both earlier and later than the given one, oldest first. */
  versionsOf(documentId: string): Promise<VersionEntry[]>;
};
