import type { CanonicalDocument } from "../documents/document.ts";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type {
  ConnectionProfile,
  Finding,
  FlowInput,
  Guard,
  Link,
  OdooRecord,
  Operation,
  ReadRequest,
} from "../flows/flow.ts";
import type { DecodeContext, Decoded, Part } from "../mappings/format.ts";
import type { SourceView } from "../mappings/source-view.ts";

/** What the engine needs of the world. `composition/` hands it the real things; tests hand it others. */

export type Clock = () => Date;

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

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

/** A message as it arrived. */
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
  readonly traceId: string;
};

/** "conflict": the identity is known with other content; the message is kept beside the first and raised. */
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
  readonly output: CanonicalDocument | null;
  readonly state: DocumentState;
  readonly reasonCode: ReasonCode | null;
  readonly reason: string | null;
  readonly suggestion: string | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly Finding[];
  readonly note: string | null;
  readonly links: readonly DocumentLink[];
  readonly attempts: number;
  /** It has needed a person before. */
  readonly troubled: boolean;
  readonly nextAttemptAt: Date | null;
  readonly heldBehind: string | null;
  /** The key of the document it is held behind: what Odoo knows that one by. */
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
  /** 1 is what arrived; a higher one was entered by a person after the one before was finished. */
  readonly version: number;
  /** The id of the version before. */
  readonly supersedes: string | null;
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
  readonly messageId: string | null /** What it is about, where that is known before it is worked on. */;
  readonly links?: readonly DocumentLink[];
  /** What it competes for with other documents; those are worked one after the other. */
  readonly contends?: string | null;
} & (
    | { readonly state: "queued" }
    | {
        readonly state: "attention";
        readonly reasonCode: ReasonCode;
        readonly reason: string;
        readonly suggestion: string;
        readonly findings: readonly Finding[];
      }
  );

/** The change of a document after a step; what is left out stays. */
export type Settlement = {
  readonly id: string;
  readonly state: DocumentState;
  /** The revision that this settlement makes; an older one in the journal is replaced. */
  readonly revision: number;
  /** Odoo's exchange row already shows this revision. */
  readonly reported?: boolean;
  readonly reasonCode?: ReasonCode | null;
  readonly reason?: string | null;
  readonly suggestion?: string | null;
  readonly findings?: readonly Finding[];
  readonly changes?: readonly Finding[];
  readonly note?: string | null;
  readonly links?: readonly DocumentLink[];
  readonly output?: CanonicalDocument;
  readonly attempts?: number;
  /** What the retry waits for: "odoo", "record" (a lock, an earlier document) or "partner". */
  readonly target?: string | null;
  readonly nextAttemptAt?: Date | null;
  readonly heldBehind?: string | null;
  /** Told and entered together with it, and only if it counts. */
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
  readonly fileName: string;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** This one counted. */
  readonly attempts: number;
  readonly sequence: string;
  /** Tried since. */
  readonly since: Date;
  readonly failingSince: Date | null;
  readonly lastError: string | null;
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
  readonly status: "applied" | "duplicate" | "conflicting" | "stale" | "rejected";
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
  readonly preview?: object;
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
    results: readonly { id: number; status: "taken" | "refused"; message?: string }[],
  ): Promise<void>;
  /** Shows on the connections whether the partners' side answers. */
  reportConnections(connections: readonly ConnectionReport[]): Promise<void>;
};

/** Whether a connection's route takes what we send. */
export type ConnectionReport = {
  readonly code: string;
  /** Null: it answers. */
  readonly unreachableSince: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly detail: string | null;
};

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
