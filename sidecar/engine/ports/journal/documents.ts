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
   * before it. Documents without such a blocker are missing in the result.
   */
  blockers(ids: readonly string[]): Promise<Map<string, string>>;
  /**
   * Returns, by the id of each document, the id of the document to hold it behind: the one `places` before it among the
   * unfinished documents of its aggregate, or the earliest. If the earliest waits for a retry or a decision, it is the
   * result for all.
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
   * @returns the acknowledged documents; none if no outgoing document matches
   */
  acknowledge(
    connection: string,
    dispatch: ConfirmedDispatch,
    by: string,
    rejection: RejectionReason,
  ): Promise<Acknowledged[]>;
  /**
   * Raises an exception for each outgoing document whose acknowledgement is overdue, once, with this reason.
   * @returns the number of such documents
   */
  raiseOverdue(reason: RejectionReason): Promise<number>;
};

export type ScheduleJournal = {
  /**
   * Queues documents whose next attempt is due, and those whose blocker is finished.
   * @returns the number of documents queued
   */
  queueDue(): Promise<number>;
  /**
   * Marks references that the broker has lost to be published again. `drained` lists the kinds of work whose queues are
   * empty.
   * @returns the number of references
   */
  republishLost(drained: readonly string[]): Promise<number>;
  /**
   * Makes the next attempt of all documents that wait for this target due now.
   * @returns the number of documents
   */
  hastenWaiting(target: string): Promise<number>;
  /**
   * Queues documents again that became exceptions because of failed calls while Odoo was unreachable, unless they
   * failed alone more often than `mostFailures`.
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
