import type { CanonicalDocument } from "../../../documents/document.ts";
import type { Acceptance } from "../../../flows/flow.ts";
import type { Change, Document } from "../../records.ts";

/** What people decide about documents, and the audit trail of it. */

/** An entry of the audit trail. */
export type AuditEntry = {
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
};

/** The last entry of the audit trail. */
export type AuditEnd = { readonly seq: number; readonly hash: string; readonly at: Date };

export type AuditJournal = {
  audit(entry: AuditEntry): Promise<void>;
  /** Returns the end of the trail; null before the first entry. */
  auditHead(): Promise<AuditEnd | null>;
};

export type ReplayFilter = {
  readonly documentIds?: readonly string[];
  readonly messageId?: string;
  readonly messageKey?: string;
  readonly connection?: string;
  readonly state?: string;
  readonly reasonCode?: string;
  /** Leaves out documents that have a later version. */
  readonly latest?: boolean;
};

/** A person's decision. A row of Odoo's outbox (`request`) is carried out once. */
export type Decision = {
  readonly messageKey: string;
  readonly actor: string;
  readonly reason: string;
  readonly request: string;
};

/**
 * Why a decision is refused. "finished": the document is done or dismissed; "busy": it is being processed; "changed": the
 * findings are no longer there; "overtaken": a later document of the aggregate is done; "superseded": it has a later version;
 * "emptied": retention removed its content; "open": it is not dismissed.
 */
export type DecisionRefusal =
  | "finished"
  | "busy"
  | "changed"
  | "overtaken"
  | "superseded"
  | "emptied"
  | "open";

/** "unfinished": it is still being processed; "superseded": it has a later version; "unread": it has no content. */
export type VersionRefusal = "unfinished" | "superseded" | "unread";
/** "finished": it is done or dismissed; "busy": it is queued or being processed. */
export type CorrectionRefusal = "finished" | "busy" | VersionRefusal;

/** A document as a person corrected it, with what follows from its new content. */
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
  /** What requested it: a repeated request creates one correction. */
  readonly request: string | null;
  /** Enters a new version of a finished document, and corrects that one. */
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
   * Lets documents be processed again from the start. A delivered outgoing document is sent again with new numbers.
   * @returns the IDs of the documents
   */
  replay(filter: ReplayFilter, actor: string, limit: number): Promise<string[]>;
  /** Dismisses a document; documents held behind it continue. @returns whether there was one to dismiss */
  dismiss(messageKey: string, actor: string, reason: string, request?: string | null): Promise<boolean>;
  /** Has a document processed again with these findings accepted. @returns why not, or null */
  accept(decision: Decision, wished: readonly Acceptance[]): Promise<DecisionRefusal | null>;
  /** Undoes a dismissal. @returns why not, or null */
  reopen(decision: Decision): Promise<DecisionRefusal | null>;
  /** Lets a held document go ahead of earlier ones of its aggregate. @returns whether there was one held behind another */
  letPass(messageKey: string, actor: string): Promise<boolean>;
  /** Stores a correction next to the received document, and lets the document be processed again with it. */
  correct(correction: NewCorrection): Promise<Corrected | { readonly refused: CorrectionRefusal }>;
  /** Returns the correction that a request led to before, or null. */
  correctionAsked(request: string): Promise<Corrected | null>;
  /** Enters finished documents again, each as a new version, where possible. @returns the ids of the new ones */
  enterVersions(ids: readonly string[], actor: string, reason: string): Promise<string[]>;
};

/** What the operators' API reads about documents. */
export type DocumentSearch = {
  /** Returns documents that match a filter, oldest first, after the one with the id `after`. */
  documentsMatching(
    filter: ReplayFilter,
    states: readonly string[],
    limit: number,
    after: string | null,
  ): Promise<Document[]>;
  /** Returns the corrections of a document, oldest first. */
  correctionsOf(documentId: string): Promise<CorrectionEntry[]>;
  /** Returns the content that was decoded, without corrections. */
  originalOf(documentId: string): Promise<unknown>;
  /** Returns the versions of a document, the first one first. */
  versionsOf(documentId: string): Promise<VersionEntry[]>;
};
