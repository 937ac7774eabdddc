import type { Acceptance, Guard, Link, OdooRecord, Operation, ReadRequest } from "../../flows/flow.ts";
import type { SourceFile } from "../../formats/source-file.ts";
import type { SourceView } from "../../formats/source-view.ts";
import type { Term } from "../../terms/term.ts";
import type { Words } from "../../terms/words.ts";
import type { Document, DocumentLink, Outcome } from "../records.ts";
import type { Configuration, ConnectionFault } from "./connection.ts";
import type { DryRunResult, FieldChange, Preview } from "./dry-run.ts";
import type { SidecarHealth } from "./health.ts";
import type { KeysReport } from "./partner-keys.ts";

/**
 * A document to apply: the content of its exchange row, and the guards, operations and links of its plan.
 * `odoo/gateway.ts` sends it.
 */
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
  /**
   * "duplicate": Odoo has applied the key before with the same content; "conflicting": with different content. "stale":
   * a guard no longer holds, so a new plan is needed. "locked": a record that the plan needs is being changed; the plan
   * is still valid.
   */
  readonly status: "applied" | "duplicate" | "conflicting" | "stale" | "locked" | "rejected";
  /**
   * The records that the operations created or changed; `ref` is the name that the plan gives to the record, or null.
   */
  readonly records: readonly (DocumentLink & { readonly ref: string | null })[];
  readonly reason: { readonly code: string; readonly message: string } | null;
};

/** The result that `apply` would have for a document, and the changes to records that it would make. */
export type PreviewResult = Pick<ApplyResult, "key" | "status" | "reason"> & {
  readonly changes: readonly FieldChange[];
};

/** The content of a document's exchange row in Odoo. */
export type ExchangeReport = {
  readonly document: Document;
  /** The changes to the document's stored state if its outcome is not recorded yet, otherwise null. */
  readonly outcome: Omit<Outcome, "id" | "step"> | null;
  readonly doneAt: Date | null;
  /** The preview to show on the exchange, if a person requested one. */
  readonly preview?: Preview;
  /** The decisions that the preview assumes, if a person requested it for some. */
  readonly previewOf?: readonly Acceptance[];
  /** The key of the outbox row with which that person requested the preview. */
  readonly previewRequest?: string;
  /** The received document as it is displayed with its exception. Null or absent if there is none to display. */
  readonly sourceView?: SourceView | null;
  /** The file of an exception. */
  readonly sourceFile?: SourceFile | null;
  /** The file of any document, if a person requested it. It is shown whatever the revision. */
  readonly shownFile?: SourceFile;
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
  /** Returns the result that `apply` would have for each document separately, and rolls everything back. */
  preview(batch: readonly ApplyItem[]): Promise<PreviewResult[]>;
  report(exchanges: readonly ExchangeReport[]): Promise<void>;
  /**
   * Reads the connections, and registers this sidecar's flows and vocabulary unless they are null.
   * @returns null if nothing has changed since `version`
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
  /** Reports since when partners are unreachable, or that they are reachable again. */
  reportConnections(connections: readonly ConnectionReport[]): Promise<void>;
  /** Reports problems with the settings of routes; `trouble` is null if there is none. */
  reportRoutes(routes: readonly RouteReport[]): Promise<void>;
  /** Reports the faults that prevent this sidecar from using connections. */
  reportFaults(reports: readonly FaultReport[]): Promise<void>;
  /** Reports the result of a test on a connection; `request` is the key of the outbox row that requested it. */
  reportRehearsal(told: { connection: string; request: string; answer: DryRunResult }): Promise<void>;
  /**
   * Reports the keys of a connection, with the answer to a request for a key.
   * @returns whether the person who requested the key can still receive the answer; true if there is no answer
   */
  reportKeys(report: KeysReport): Promise<boolean>;
  /** Reports the health of this sidecar. */
  reportHealth(health: SidecarHealth): Promise<void>;
};

/** The codes that a sidecar supports, by subject, with the version of its catalogue. */
export type Vocabulary = {
  readonly version: string;
  readonly codes: Readonly<Record<string, readonly string[]>>;
};

/** The state of a connection's primary route for outgoing documents. */
export type ConnectionReport = {
  readonly code: string;
  /** The start of the outage, or null if the partner is reachable. */
  readonly unreachableSince: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly detail: Term | null;
};

/** The problem that prevents a connection's routes from working as configured. It contains no secret. */
export type RouteReport = { readonly code: string; readonly trouble: Words | null };

/** The faults that prevent the sidecar from using a connection. */
export type FaultReport = { readonly code: string; readonly faults: readonly ConnectionFault[] };
