import type { Guard, Link, OdooRecord, Operation, ReadRequest } from "../../flows/flow.ts";
import type { SourceView } from "../../formats/source-view.ts";
import type { Term } from "../../terms/term.ts";
import type { Words } from "../../terms/words.ts";
import type { Document, DocumentLink, Outcome } from "../records.ts";
import type { Configuration, ConnectionFault } from "./connection.ts";
import type { DryRunResult, FieldChange, Preview } from "./dry-run.ts";
import type { SidecarHealth } from "./health.ts";

/** What the engine needs of Odoo. `odoo/gateway.ts` implements it; tests pass others. */

export type ApplyItem = {
  readonly key: string;
  readonly contentHash: string;
  readonly exchange: ExchangeReport;
  readonly guards: readonly Guard[];
  readonly operations: readonly Operation[];
  readonly links: readonly Link[];
};

export type ApplyResult = {
  readonly key: string;
  /** "stale": plan it again. "locked": someone is changing a record that it needs, and the plan is still valid. */
  readonly status: "applied" | "duplicate" | "conflicting" | "stale" | "locked" | "rejected";
  /** The records that the operations created or changed; `ref` is the plan's name for one. */
  readonly records: readonly (DocumentLink & { readonly ref: string | null })[];
  readonly reason: { readonly code: string; readonly message: string } | null;
};

/** What `apply` would answer, and what would change. */
export type PreviewResult = Pick<ApplyResult, "key" | "status" | "reason"> & {
  readonly changes: readonly FieldChange[];
};

/** A document's exchange row, as Odoo shows it. */
export type ExchangeReport = {
  readonly document: Document;
  /** What differs from the journal's row, for a row that is about to be settled. */
  readonly outcome: Omit<Outcome, "id" | "step"> | null;
  readonly doneAt: Date | null;
  /** The answer to a request for a preview, if there was one. */
  readonly preview?: Preview;
  /** The received document, for an exception. */
  readonly sourceView?: SourceView | null;
};

export type OutboxRow = {
  readonly id: number;
  readonly key: string;
  readonly kind: "document" | "command";
  readonly event: string;
  readonly connection: string | null;
  readonly model: string | null;
  readonly resId: number | null;
  readonly number: string | null;
  readonly messageKey: string | null;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly traceId: string;
};

export type Odoo = {
  read(requests: Readonly<Record<string, ReadRequest>>): Promise<Record<string, OdooRecord[]>>;
  apply(batch: readonly ApplyItem[]): Promise<ApplyResult[]>;
  /** Returns what `apply` would do with each document separately. Nothing of it remains. */
  preview(batch: readonly ApplyItem[]): Promise<PreviewResult[]>;
  report(exchanges: readonly ExchangeReport[]): Promise<void>;
  /**
   * Asks for the connections, and introduces this sidecar by its flows and its vocabulary; null where Odoo has them already.
   * @returns null when nothing changed since `version`
   */
  configuration(
    version: string | null,
    catalogue: readonly object[] | null,
    vocabulary?: Vocabulary | null,
  ): Promise<Configuration | null>;
  outboxTake(limit: number, leaseSeconds: number): Promise<OutboxRow[]>;
  outboxReport(
    results: readonly { id: number; status: "taken" | "refused"; message?: Words }[],
  ): Promise<void>;
  /** Shows on the connections whether the partners' side answers. */
  reportConnections(connections: readonly ConnectionReport[]): Promise<void>;
  /** Shows on the connections what is wrong with the settings of their routes; `trouble` null: nothing. */
  reportRoutes(routes: readonly RouteReport[]): Promise<void>;
  /** Shows on the connections what keeps this sidecar from serving them; no faults: nothing does. */
  reportFaults(reports: readonly FaultReport[]): Promise<void>;
  /** Answers what was tried on a connection; `request` is the key of the outbox row that asked. */
  reportRehearsal(told: { connection: string; request: string; answer: DryRunResult }): Promise<void>;
  /** Tells how this sidecar is. */
  reportHealth(health: SidecarHealth): Promise<void>;
};

/** What a sidecar knows: the version of its catalogue, and the codes in it by their subject. */
export type Vocabulary = {
  readonly version: string;
  readonly codes: Readonly<Record<string, readonly string[]>>;
};

/** Whether a connection's route accepts outgoing documents. */
export type ConnectionReport = {
  readonly code: string;
  /** Null: it answers. */
  readonly unreachableSince: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly detail: Term | null;
};

/** What keeps a connection's routes from working as they are set up; it holds no secret. */
export type RouteReport = { readonly code: string; readonly trouble: Words | null };

/** What keeps the sidecar from serving a connection. */
export type FaultReport = { readonly code: string; readonly faults: readonly ConnectionFault[] };
