import type { ConnectionProfile } from "../documents/connection-profile.ts";
import type { Guard, Link, OdooRecord, Operation, ReadRequest } from "../flows/flow.ts";
import type { DecodeContext, Decoded, Part } from "../formats/format.ts";
import type { SourceView } from "../formats/source-view.ts";
import type { Words } from "../terms/words.ts";
import type { Preview } from "./dry-run/foreseen.ts";
import type { Rehearsal } from "./dry-run/rehearsal.ts";
import type { Delivery, Document, DocumentLink, Settlement } from "./records.ts";

/** What the engine needs of the world. `composition/` hands it the real things; tests hand it others. */

export type Clock = () => Date;

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

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

/** A field of a record in Odoo that would differ; `id` is null for a record that would be new. */
export type FieldChange = {
  readonly model: string;
  readonly id: number | null;
  readonly name: string;
  readonly field: string;
  readonly label: string;
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
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

export type Route = {
  readonly transport: "folder" | "https" | "email" | "none";
  /** Of e-mail: the address it goes to. */
  readonly url: string | null;
};
/** The way a document of ours goes when the primary route has not taken it for so long. */
export type Fallback = { readonly route: Route; readonly afterMinutes: number };
/** By which of a connection's routes a delivery goes. */
export type DeliveryRoute = "primary" | "fallback";
export type ConfiguredConnection = ConnectionProfile & {
  readonly active: boolean;
  readonly route: Route;
  readonly fallback?: Fallback | null;
  /** It carries large loads, which may take their time. */
  readonly bulk?: boolean;
};
export type Configuration = {
  readonly version: string;
  readonly connections: readonly ConfiguredConnection[];
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

/** How a sidecar is. What it does not know is null. */
export type SidecarHealth = {
  /** The name of the machine and the port: the same after a restart. */
  readonly instance: string;
  readonly version: string;
  readonly startedAt: Date;
  readonly lanes: readonly {
    readonly lane: "decode" | "critical" | "standard" | "bulk" | "contended";
    /** Unfinished and not in people's hands; the age of the oldest. */
    readonly documents: number | null;
    readonly oldestSeconds: number | null;
    /** References that the broker has not handed out. */
    readonly queued: number | null;
    readonly calls: number | null;
    readonly partitions: number | null;
  }[];
  readonly deadLetters: number | null;
  readonly waitingForOdoo: number | null;
  readonly breakers: readonly {
    readonly target: string;
    readonly state: "closed" | "open" | "half-open";
    readonly since: Date | null;
    readonly nextAttemptAt: Date | null;
  }[];
  readonly parts: Readonly<Record<"journal" | "broker" | "odoo" | "configuration" | "clock", "up" | "down">>;
};

/** Whether a connection's route takes what we send. */
export type ConnectionReport = {
  readonly code: string;
  /** Null: it answers. */
  readonly unreachableSince: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly detail: string | null;
};

/** What keeps a connection's routes from working as they are set up, in a sentence that holds no secret. */
export type RouteReport = { readonly code: string; readonly trouble: string | null };

/** Finds out what keeps a connection's routes from working as they are set up, without sending anything. Null: nothing that we know. */
export type RouteCheck = (connection: ConfiguredConnection) => Promise<string | null>;

export type Broker = {
  /** Publishes with `mandatory` and waits for the confirm; rejects when it was returned or refused. */
  publish(exchange: string, routingKey: string, body: Uint8Array, options: PublishOptions): Promise<void>;
  connected(): boolean;
};
export type PublishOptions = {
  readonly messageId: string;
  readonly contentType: string;
  readonly traceId?: string;
  readonly mandatory?: boolean;
};

/** A body cut into its messages. `failure`: cutting it up failed, by a fault of ours. */
export type Cut = {
  readonly format: string | null;
  readonly parts: readonly Part[];
  readonly failure?: string;
};
/** Recognises and cuts up a body, small or large; what it costs is not the caller's. */
export type CutBody = (body: Uint8Array, contentType: string | null) => Promise<Cut>;

export type BodyContext = Omit<DecodeContext, "pseudonym">;
/** Reads a message in a format; rejects when that fails by a fault of ours. */
export type DecodeBody = (format: string, body: Uint8Array, context: BodyContext) => Promise<Decoded>;

/** How a delivery is sent. */
export type Sending = {
  readonly by: DeliveryRoute;
  readonly route: Route;
  /** The document in the file, in words a person knows; null for an acknowledgement. */
  readonly about: { readonly type: string; readonly number: string } | null;
  /** Aborts when the sidecar stops. */
  readonly signal: AbortSignal;
};

/**
 * Hands bytes to a partner. Resolves when the partner's transport has taken them.
 * @throws DeliveryFailure
 */
export type Transport = (
  delivery: Delivery,
  connection: ConfiguredConnection,
  sending: Sending,
) => Promise<void>;
