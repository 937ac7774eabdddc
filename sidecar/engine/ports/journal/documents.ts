import type { ConfirmedDispatch } from "../../../flows/flow.ts";
import type { Words } from "../../../terms/words.ts";
import type { Document, DocumentLink, NewDocument, NewEvent, Outcome, Weight } from "../../records.ts";
import type { Step } from "./messages.ts";

/** The journal's operations for documents: insert, read in order, settle, schedule and report. */

export type DocumentJournal = {
  /**
   * Inserts a document.
   * @returns its id, or null if its key is known
   */
  insertDocument(document: NewDocument): Promise<string | null>;
  documentsById(ids: readonly string[]): Promise<Document[]>;
  documentByKey(key: string): Promise<Document | null>;
  /**
   * Returns, by the id of each document, the id of the earliest unfinished document of the same aggregate that arrived
   * before it. Documents without such a blocker are not in the result.
   */
  blockers(ids: readonly string[]): Promise<Map<string, string>>;
  /**
   * Returns, by the id of each document, the id of the earlier document behind which to hold it: the document that is
   * `places` positions before it among the unfinished documents of its aggregate, or the earliest if there are fewer.
   * If the earliest one is waiting for a retry or a decision, all are held behind it.
   */
  turns(ids: readonly string[], places: number): Promise<Map<string, string>>;
  /**
   * Returns the id of the earliest unfinished document of an aggregate in one direction, or null. `before` limits the
   * search to documents before that sequence number.
   */
  unfinishedOf(
    aggregate: string,
    direction: Document["direction"],
    before: string | null,
  ): Promise<string | null>;
  /**
   * Returns the documents of these aggregates in one direction that are done and whose content is still stored, in the
   * order of arrival.
   */
  appliedOf(aggregates: readonly string[], direction: Document["direction"]): Promise<Document[]>;
  /**
   * Records the outcomes of documents with their steps, events and new documents, and releases the documents held
   * behind finished ones, all in one transaction. An outcome for a document that was finished meanwhile is skipped.
   * @returns the ids of the documents that were settled
   */
  settle(
    outcomes: readonly Outcome[],
    events: readonly NewEvent[],
    emitted?: readonly NewDocument[],
  ): Promise<ReadonlySet<string>>;
  stepsOfDocument(id: string): Promise<Omit<Step, "documentId">[]>;
};

export type Acknowledged = {
  readonly id: string;
  readonly number: string | null;
  readonly links: readonly DocumentLink[];
  /** The effect of the acknowledgement on the document. */
  readonly weight: Weight;
};

/**
 * The reason of the exception that is raised on an outgoing document, and functions that create the events for raising
 * and resolving it.
 */
export type RejectionReason = {
  readonly code: string;
  readonly reason: Words;
  readonly suggestion: Words;
  raised(document: Document): NewEvent;
  resolved(document: Document): NewEvent;
};

export type AcknowledgementJournal = {
  /**
   * Records a partner's acknowledgement of outgoing documents. Recording it a second time changes nothing.
   * @param by the name of the partner
   * @returns the acknowledged documents, or an empty list if no outgoing document matches
   */
  acknowledge(
    connection: string,
    dispatch: ConfirmedDispatch,
    by: string,
    rejection: RejectionReason,
  ): Promise<Acknowledged[]>;
  /**
   * Raises one exception with this reason on each outgoing document whose acknowledgement is overdue.
   * @returns the number of such documents
   */
  raiseOverdue(reason: RejectionReason): Promise<number>;
};

export type ScheduleJournal = {
  /**
   * Queues the documents whose next attempt is due, and the held documents whose blocker is finished.
   * @returns the number of documents queued
   */
  queueDue(): Promise<number>;
  /**
   * Finds the messages and documents whose references the broker has lost, and marks them as unpublished, so that the
   * references are published again. `drained` lists the kinds of work whose queues are empty.
   * @returns the number of references
   */
  republishLost(drained: readonly string[]): Promise<number>;
  /**
   * Sets the next attempt of all documents that wait for this target to now.
   * @returns the number of documents
   */
  hastenWaiting(target: string): Promise<number>;
  /**
   * Queues again the documents that became exceptions because calls failed while Odoo was unreachable, except those
   * that failed more than `mostFailures` times in a call of their own.
   * @returns the number of documents
   */
  retryBlamed(mostFailures: number): Promise<number>;
};

export type ReportJournal = {
  /**
   * Returns documents whose latest change Odoo does not show yet and whose report is due, oldest first and at most
   * `limit`.
   */
  unreported(limit: number): Promise<Document[]>;
  /** Marks these revisions as reported. A document that has changed since remains unreported. */
  markReported(documents: readonly Pick<Document, "id" | "revision">[]): Promise<void>;
  /** Postpones a report that Odoo refused. The delay grows with each refusal. */
  postponeReport(document: Pick<Document, "id" | "revision">): Promise<void>;
  /** Marks the current state of a document as unreported, so that it is reported to Odoo again. */
  showAgain(id: string): Promise<void>;
};
