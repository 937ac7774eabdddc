import type { ConfirmedDispatch } from "../../../flows/flow.ts";
import type { Words } from "../../../terms/words.ts";
import type { Document, DocumentLink, NewDocument, NewEvent, Outcome, Weight } from "../../records.ts";
import type { Step } from "./messages.ts";

/** What the journal does with documents: enter, hand out in order, settle, schedule, report. */

export type DocumentJournal = {
  /** @returns the id, or null when its key is known */
  insertDocument(document: NewDocument): Promise<string | null>;
  documentsById(ids: readonly string[]): Promise<Document[]>;
  documentByKey(key: string): Promise<Document | null>;
  /** Returns, for each document, the earliest unfinished document of the same aggregate that arrived before it. */
  blockers(ids: readonly string[]): Promise<Map<string, string>>;
  /**
   * Returns, for each document, the one to hold it behind: `places` before it among the unfinished ones of its aggregate, or the
   * earliest. If the earliest waits for more than its turn, that is the earliest for all.
   */
  turns(ids: readonly string[], places: number): Promise<Map<string, string>>;
  /** Returns the id of the earliest unfinished document of an aggregate before a place; `before` null: of all. */
  unfinishedOf(
    aggregate: string,
    direction: Document["direction"],
    before: string | null,
  ): Promise<string | null>;
  /** Returns what was applied of these aggregates in a direction, in the order of arrival. */
  appliedOf(aggregates: readonly string[], direction: Document["direction"]): Promise<Document[]>;
  /**
   * Writes the outcomes of documents with their steps, events and new documents, and releases what was held behind
   * finished ones; all in one transaction. An outdated outcome is skipped.
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
  /** How the acknowledgement changed it. */
  readonly weight: Weight;
};

/** The reason that a rejection puts on a document we sent, and the events about it. */
export type RejectionReason = {
  readonly code: string;
  readonly reason: Words;
  readonly suggestion: Words;
  raised(document: Document): NewEvent;
  resolved(document: Document): NewEvent;
};

export type AcknowledgementJournal = {
  /**
   * Enters a partner's acknowledgement of what we sent; repeating it changes nothing.
   * @returns the documents it is about; none when it matches nothing we sent
   */
  acknowledge(
    connection: string,
    dispatch: ConfirmedDispatch,
    by: string,
    rejection: RejectionReason,
  ): Promise<Acknowledged[]>;
  /** Raises each document whose acknowledgement is overdue, once. @returns how many */
  raiseOverdue(reason: RejectionReason): Promise<number>;
};

export type ScheduleJournal = {
  /** Queues documents whose time has come, and those whose blocker is finished. @returns how many */
  queueDue(): Promise<number>;
  /**
   * Publishes references again that were lost with the broker. `drained`: the kinds of work whose queues are empty.
   * @returns how many
   */
  republishLost(drained: readonly string[]): Promise<number>;
  /** Ends the wait of documents that wait for this target. @returns how many */
  hastenWaiting(target: string): Promise<number>;
  /** Retries documents blamed for an outage of Odoo, unless they failed alone more often than this. @returns how many */
  retryBlamed(mostFailures: number): Promise<number>;
};

export type ReportJournal = {
  /** Returns documents whose latest change Odoo does not show yet. */
  unreported(limit: number): Promise<Document[]>;
  /** Marks these revisions as shown; a document that changed since stays unreported. */
  markReported(documents: readonly Pick<Document, "id" | "revision">[]): Promise<void>;
  /** Postpones a report that Odoo refused, by a time that grows. */
  postponeReport(document: Pick<Document, "id" | "revision">): Promise<void>;
  /** Lets Odoo show the journal's current state of a document again. */
  showAgain(id: string): Promise<void>;
};
