import type { z } from "zod";
import type { ConnectionKind, ConnectionProfile } from "../documents/connection-profile.ts";
import type { CanonicalDocument, DocumentType } from "../documents/document.ts";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type { Identifier } from "../documents/values.ts";
import type { Term } from "../terms/term.ts";

/** A condition of a read in Odoo's prefix notation: leaves [field, operator, value] and "&", "|", "!". */
export type Domain = readonly (string | readonly [field: string, operator: string, value: unknown])[];

/** One read of a snapshot. The engine sends the reads of a whole batch in one call of the gateway. */
export type ReadRequest = {
  readonly model: string;
  readonly domain: Domain;
  readonly fields: readonly string[];
  readonly order?: string;
  readonly limit?: number;
  /** The plan picks its own records: it may also be given records that reads of the same form found for other documents. */
  readonly shared?: boolean;
  /** Only records that this company may use. The engine sets it to the connection's company. */
  readonly company?: number;
};

/** A record as the gateway returns it: a many2one is an id or null, an x2many a list of ids, a date ISO text. */
export type OdooRecord = { readonly id: number } & Readonly<Record<string, unknown>>;

/** What Odoo held when it was read: the records of each read, by its name. */
export type Snapshot = Readonly<Record<string, readonly OdooRecord[]>>;

/** A record in Odoo that a document is about. The exchange opens the first one of a plan. */
export type Link = { readonly model: string; readonly id: number } | { readonly ref: string };

/** A value of a field. `{ ref }` points to the record that an earlier operation of the same plan creates. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | { readonly ref: string }
  | readonly (number | { readonly ref: string })[]
  | readonly Readonly<Record<string, FieldValueLeaf>>[];
type FieldValueLeaf = string | number | boolean | null | { readonly ref: string } | readonly number[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** The closed set of operations that the gateway carries out. */
export type Operation =
  | { readonly op: "create"; readonly model: string; readonly values: FieldValues; readonly ref?: string }
  | {
      readonly op: "write";
      readonly model: string;
      readonly id: number | { readonly ref: string };
      readonly values: FieldValues;
    }
  | {
      readonly op: "upsert";
      readonly model: string;
      /** The partner's identifier. The crosswalk's record for it is written, or created and recorded. */
      readonly key: { readonly scheme: string; readonly value: string };
      readonly values: FieldValues;
      readonly ref?: string;
    }
  | {
      readonly op: "do";
      readonly verb: string;
      readonly arguments: Readonly<Record<string, unknown>>;
      readonly ref?: string;
    }
  | {
      readonly op: "attach";
      readonly to: Link;
      readonly name: string;
      readonly mimetype: string;
      readonly contentBase64: string;
    }
  | { readonly op: "notify"; readonly to: Link; readonly body: Term };

/** Rejects a plan made from a stale snapshot: the field must still have the value that was read. */
export type Guard = {
  readonly model: string;
  readonly id: number;
  readonly field: string;
  readonly equals: string | number | boolean | null;
};

/** An unknown identifier of the partner. A crosswalk entry would tell which of our records it stands for. */
export type Unknown = {
  readonly model:
    | "product.product"
    | "uom.uom"
    | "res.partner"
    | "account.account"
    | "account.analytic.account"
    | "stock.location";
  /** Scheme and value of the missing entry. */
  readonly scheme: string;
  readonly value: string;
  /** The partner's description. */
  readonly name?: string;
  /** All identifiers that the partner gave, by its own schemes. */
  readonly ids?: readonly Identifier[];
};

/** Something that a person should look at. Its values are business values (never clinical), as text. */
export type Finding = {
  readonly code: ReasonCode;
  /** The line's number in the sender's document; absent when it is about the whole document. */
  readonly line?: string;
  readonly item?: string;
  /** What it is about: "price", "quantity", "date", "item", "unit", "total" … */
  readonly field: string;
  readonly ours?: string;
  readonly theirs?: string;
  /** A complete sentence: what happened to this line. */
  readonly text: Term;
  readonly unknown?: Unknown;
  /** A person may accept the value of the partner: then it is applied. */
  readonly acceptable?: boolean;
};

/** A finding that a person has accepted. If its values have changed since, it is a different finding. */
export type Acceptance = Pick<Finding, "code" | "line" | "field" | "ours" | "theirs">;

/** Something that we sent earlier and that, according to this document, the partner has received or rejected. */
export type ConfirmedDispatch = {
  /** Either by the control numbers of our envelope … */
  readonly control?: {
    readonly documentCode?: string;
    readonly groupControl?: string;
    readonly documentControl?: string;
    readonly interchangeControl?: string;
  };
  /** … or by our document type and number. */
  readonly document?: { readonly type: DocumentType; readonly number: string };
  readonly status: "accepted" | "accepted-with-errors" | "rejected";
  readonly errors: readonly Term[];
};

/** An outgoing document for the first active connection of a kind. The key identifies the exchange, so it is sent once. */
export type Emission = {
  readonly flow: string;
  readonly connectionKind: string;
  readonly key: string;
  readonly document: CanonicalDocument;
};

/** "encounter.completed" becomes the CloudEvent `health.suture.encounter.completed.v1`. */
export type EmittedEvent = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** What a flow decides. It is only data: the engine carries it out. */
export type Plan =
  | {
      readonly operations: readonly Operation[];
      readonly guards?: readonly Guard[];
      readonly links: readonly Link[];
      /** One sentence for readers of the record: what this document changed. */
      readonly note: Term;
      /** What changed, line by line, for the timeline of the record. */
      readonly changes?: readonly Finding[];
      /** Outgoing documents that this one causes; each key is sent once. */
      readonly emits?: readonly Emission[];
      /** Events for others (`suture.events`), without sensitive content. */
      readonly events?: readonly EmittedEvent[];
      readonly confirms?: readonly ConfirmedDispatch[];
    }
  | {
      readonly exception: {
        readonly code: ReasonCode;
        readonly findings: readonly Finding[];
        /** A suggestion for this case, instead of the general one for the reason. */
        readonly suggestion?: Term;
        readonly links?: readonly Link[];
      };
      readonly confirms?: readonly ConfirmedDispatch[];
    }
  | {
      readonly defer: {
        readonly code: ReasonCode;
        readonly afterSeconds: number;
        readonly giveUpAfterSeconds: number;
        readonly otherwise: ReasonCode;
        readonly text: Term;
        /** The aggregate that it waits for: it is retried as soon as a document of that aggregate is applied. */
        readonly behind?: string;
      };
    }
  | {
      readonly send: {
        readonly document: CanonicalDocument;
        readonly links: readonly Link[];
        readonly note: Term;
      };
    };

/** What Odoo asks to send: a row of its outbox. */
export type OutboxTrigger = {
  readonly type: "OutboxTrigger";
  readonly key: string;
  readonly event: string;
  readonly model: string;
  readonly id: number;
  /** The record's own number, e.g. "P00012". */
  readonly number: string;
};

export type FlowInput = CanonicalDocument | OutboxTrigger;

export type PlanContext<Policy> = {
  readonly connection: ConnectionProfile;
  readonly policy: Policy;
  /** Today in the company's time zone (YYYY-MM-DD). */
  readonly today: string;
  /** Documents of the same aggregate and direction that were applied before, oldest first; for flows with `history`. */
  readonly history?: readonly AppliedDocument[];
  /** Findings about this document that a person has accepted. */
  readonly accepted?: readonly Acceptance[];
};

export type AppliedDocument = {
  readonly id: string;
  readonly input: FlowInput;
  /** The document that was sent, if this is an outgoing document. */
  readonly output?: CanonicalDocument | null;
  readonly changes: readonly Finding[];
};

/** The declaration of a business flow: everything that an administrator, an auditor or the engine needs to know about it. */
export type Flow<Input extends FlowInput = FlowInput, Policy = unknown> = {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  /** The kinds of connection it is offered to; empty: all. */
  readonly kinds: readonly ConnectionKind[];
  readonly version: number;
  readonly direction: "inbound" | "outbound";
  readonly documentType: DocumentType;
  /** Who is responsible for the flow's rules. */
  readonly owner: string;
  readonly systemOfRecord: "odoo" | "partner";
  readonly timing: "real-time" | "micro-batch" | "scheduled";
  readonly lane: "critical" | "standard" | "bulk";
  /** Within how many seconds of receipt 95 of 100 documents are done. */
  readonly serviceLevelSeconds: number;
  readonly sensitivity: "business" | "clinical" | "financial";
  readonly retentionDays: number;
  /** The plan depends on earlier documents of the same aggregate. */
  readonly history?: boolean;
  /**
   * The settings of a connection that the flow reads: a strict object schema, each member with a title and a description.
   * `strip()` reads them from an object that also holds the settings of other flows.
   */
  readonly policy: z.ZodType<Policy> & {
    readonly shape: Readonly<Record<string, z.ZodType>>;
    strip(): z.ZodType<Policy>;
  };
  /** Returns whether the flow takes an input. */
  accepts(input: FlowInput): input is Input;
  /** Returns the aggregate of an input: documents of one aggregate are applied in their order of arrival. */
  aggregate(input: Input, connection: ConnectionProfile): string;
  /**
   * Returns the resource for which documents of different aggregates compete, such as the stock of a department. Those that
   * compete for the same resource are worked one after the other in queues of their own, so that they neither wait for each
   * other's locks nor delay others.
   */
  contends?(input: Input, connection: ConnectionProfile): string;
  /** Returns the business number of the document. */
  documentNumber(input: Input): string;
  reads(input: Input, connection: ConnectionProfile): Readonly<Record<string, ReadRequest>>;
  plan(input: Input, snapshot: Snapshot, context: PlanContext<Policy>): Plan;
};
