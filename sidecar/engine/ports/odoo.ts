import type { Guard, Link, OdooRecord, Operation, ReadRequest } from "../../flows/flow.ts";
import type { SourceView } from "../../formats/source-view.ts";
import type { Said } from "../../terms/term.ts";
import type { Words } from "../../terms/words.ts";
import type { Document, DocumentLink, Settlement } from "../records.ts";
import type { Configuration } from "./connection.ts";
import type { FieldChange, Preview, Rehearsal } from "./dry-run.ts";
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
  /** "stale": plan it anew. "locked": somebody is changing a record that it needs, the plan is as good as it was. */
  readonly status: "applied" | "duplicate" | "conflicting" | "stale" | "locked" | "rejected";
  /** The records that the operations made or changed; `ref` is the plan's name for one. */
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
  readonly settlement: Omit<Settlement, "id" | "step"> | null;
  readonly doneAt: Date | null;
  /** The answer to a person's wish to see what would change, where there is one. */
  readonly preview?: Preview;
  /** What arrived, for a document that needs a person. */
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
  /** What `apply` would do with each document alone. Nothing of it is kept. */
  preview(batch: readonly ApplyItem[]): Promise<PreviewResult[]>;
  report(exchanges: readonly ExchangeReport[]): Promise<void>;
  /** `catalogue` null: Odoo has it. @returns null when nothing changed since `version`. */
  configuration(version: string | null, catalogue: readonly object[] | null): Promise<Configuration | null>;
  outboxTake(limit: number, leaseSeconds: number): Promise<OutboxRow[]>;
  outboxReport(
    results: readonly { id: number; status: "taken" | "refused"; message?: Words }[],
  ): Promise<void>;
  /** Shows on the connections whether the partners' side answers. */
  reportConnections(connections: readonly ConnectionReport[]): Promise<void>;
  /** Shows on the connections what is wrong with the set-up of their routes; `trouble` null: nothing. */
  reportRoutes(routes: readonly RouteReport[]): Promise<void>;
  /** Answers what was tried on a connection; `request` is the key of the outbox row that asked. */
  reportRehearsal(told: { connection: string; request: string; answer: Rehearsal }): Promise<void>;
  /** Tells how this sidecar is. */
  reportHealth(health: SidecarHealth): Promise<void>;
};

/** Whether a connection's route takes what we send. */
export type ConnectionReport = {
  readonly code: string;
  /** Null: it answers. */
  readonly unreachableSince: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly detail: Said | null;
};

/** What keeps a connection's routes from working as they are set up, in a sentence that holds no secret. */
export type RouteReport = { readonly code: string; readonly trouble: Words | null };
