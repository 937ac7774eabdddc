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
import type { SourceView } from "../mappings/source-view.ts";

/** What the engine needs of the world. `main.ts` hands it the real things; tests hand it others. */

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
  readonly controlReference: string | null;
  readonly acknowledgement: AcknowledgementState;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly traceId: string;
  readonly revision: number;
  readonly receivedAt: Date;
  readonly doneAt: Date | null;
  readonly dueAt: Date | null;
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
  readonly attempts: number;
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

/** A document's exchange row, as Odoo shows it. */
export type ExchangeReport = {
  readonly document: Document;
  /** What differs from the journal's row, for a row that is about to be settled. */
  readonly settlement: Omit<Settlement, "id" | "step"> | null;
  readonly doneAt: Date | null;
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

export type Route = { readonly transport: "folder" | "https" | "none"; readonly url: string | null };
export type ConfiguredConnection = ConnectionProfile & { readonly active: boolean; readonly route: Route };
export type Configuration = {
  readonly version: string;
  readonly connections: readonly ConfiguredConnection[];
};

export type Odoo = {
  read(requests: Readonly<Record<string, ReadRequest>>): Promise<Record<string, OdooRecord[]>>;
  apply(batch: readonly ApplyItem[]): Promise<ApplyResult[]>;
  report(exchanges: readonly ExchangeReport[]): Promise<void>;
  /** `catalogue` null: Odoo has it. @returns null when nothing changed since `version`. */
  configuration(version: string | null, catalogue: readonly object[] | null): Promise<Configuration | null>;
  outboxTake(limit: number, leaseSeconds: number): Promise<OutboxRow[]>;
  outboxReport(
    results: readonly { id: number; status: "taken" | "refused"; message?: string }[],
  ): Promise<void>;
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

/** Hands bytes to a partner. Resolves when the partner's transport has taken them. */
export type Transport = (delivery: Delivery, connection: ConfiguredConnection) => Promise<void>;
