import type { z } from "zod";
import type { ConnectionProfile } from "../documents/connection-profile.ts";
import type { CanonicalDocument, DocumentType } from "../documents/document.ts";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type { Identifier } from "../documents/values.ts";
import type { Said } from "../terms/term.ts";

/** A condition of a read, in Odoo's prefix notation: a leaf [field, operator, value] or "&" "|" "!". */
export type Domain = readonly (string | readonly [field: string, operator: string, value: unknown])[];

/** One read of a snapshot. The engine puts the reads of a whole batch into one call of the gateway. */
export type ReadRequest = {
  readonly model: string;
  readonly domain: Domain;
  readonly fields: readonly string[];
  readonly order?: string;
  readonly limit?: number;
  /** The plan picks its own out of what it is given: it may be given what other documents' reads of the same form found. */
  readonly shared?: boolean;
  /** Only what this company may use. The engine sets it to the connection's company. */
  readonly company?: number;
};

/** A record as the gateway returns it: many2one as id or null, x2many as ids, dates as ISO text, numbers as JSON numbers. */
export type OdooRecord = { readonly id: number } & Readonly<Record<string, unknown>>;

/** What Odoo held when it was read: the records of each named read. */
export type Snapshot = Readonly<Record<string, readonly OdooRecord[]>>;

/** A record of Odoo a document is about; the first one of a plan is the one that the exchange opens. */
export type Link = { readonly model: string; readonly id: number } | { readonly ref: string };

/** A value of a field; `{ ref }` points to the record that an earlier operation of the same plan makes. */
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

/** The closed set of things the gateway carries out. */
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
      /** Crosswalk key: their identifier. The record it stands for is written, or made and entered. */
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
  | { readonly op: "notify"; readonly to: Link; readonly body: Said };

/** Refuses a plan made from a stale snapshot: the field must still hold what was read. */
export type Guard = {
  readonly model: string;
  readonly id: number;
  readonly field: string;
  readonly equals: string | number | boolean | null;
};

/** What a partner calls something by that we do not know: an entry of the crosswalk would say which record of ours it is. */
export type Unknown = {
  readonly model:
    | "product.product"
    | "uom.uom"
    | "res.partner"
    | "account.account"
    | "account.analytic.account"
    | "stock.location";
  /** The entry that would answer it. */
  readonly scheme: string;
  readonly value: string;
  /** What they call it in words. */
  readonly name?: string;
  /** All identifiers that they gave, by their own schemes. */
  readonly ids?: readonly Identifier[];
};

/** One thing a person should look at; values are business values (never clinical), already as text. */
export type Finding = {
  readonly code: ReasonCode;
  /** Where: the line's number in the sender's document, or empty for the document as a whole. */
  readonly line?: string;
  readonly item?: string;
  /** What it is about: "price", "quantity", "date", "item", "unit", "total" … */
  readonly field: string;
  readonly ours?: string;
  readonly theirs?: string;
  /** A whole sentence: what happened to this line. */
  readonly text: Said;
  readonly unknown?: Unknown;
  /** A person may have it as they say: then it is carried out. */
  readonly acceptable?: boolean;
};

/** A finding that a person accepts as the partner has it. One that says something else by now is another finding. */
export type Acceptance = Pick<Finding, "code" | "line" | "field" | "ours" | "theirs">;

/** Something we sent earlier that this document proves the partner to have, or to have refused. */
export type AcknowledgedDispatch = {
  /** Either by the numbers on our envelope … */
  readonly control?: {
    readonly documentCode?: string;
    readonly groupControl?: string;
    readonly documentControl?: string;
    readonly interchangeControl?: string;
  };
  /** … or by what it was about: our document type and number. */
  readonly document?: { readonly type: DocumentType; readonly number: string };
  readonly status: "accepted" | "accepted-with-errors" | "rejected";
  readonly errors: readonly Said[];
};

/** A document of ours for the first active connection of a kind. The key is that of the exchange: it goes out once. */
export type Emission = {
  readonly flow: string;
  readonly connectionKind: string;
  readonly key: string;
  readonly document: CanonicalDocument;
};

/** "encounter.completed" becomes the CloudEvent `health.suture.encounter.completed.v1`. */
export type EmittedEvent = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** What a flow decides. Data only: the engine carries it out. */
export type Plan =
  | {
      readonly operations: readonly Operation[];
      readonly guards?: readonly Guard[];
      readonly links: readonly Link[];
      /** One sentence for the person who looks at the record: what this document changed. */
      readonly note: Said;
      /** What changed, line by line, for the journey on the record. */
      readonly changes?: readonly Finding[];
      /** Documents of ours that this one brings about; each key goes out once. */
      readonly emits?: readonly Emission[];
      /** What others may want to know (`suture.events`), without sensitive content. */
      readonly events?: readonly EmittedEvent[];
      readonly acknowledges?: readonly AcknowledgedDispatch[];
    }
  | {
      readonly exception: {
        readonly code: ReasonCode;
        readonly findings: readonly Finding[];
        /** Overrides the catalogue's suggestion with one made for the case. */
        readonly suggestion?: Said;
        readonly links?: readonly Link[];
      };
      readonly acknowledges?: readonly AcknowledgedDispatch[];
    }
  | {
      readonly defer: {
        readonly code: ReasonCode;
        readonly afterSeconds: number;
        readonly giveUpAfterSeconds: number;
        readonly otherwise: ReasonCode;
        readonly text: Said;
        /** The aggregate it came before: it is held, and tried again as soon as a document of that one is applied. */
        readonly behind?: string;
      };
    }
  | {
      readonly send: {
        readonly document: CanonicalDocument;
        readonly links: readonly Link[];
        readonly note: Said;
      };
    };

/** What Odoo asks to be sent: a row of its outbox. */
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
  /** The day it is in the company's time zone (YYYY-MM-DD). */
  readonly today: string;
  /** What was applied before of the same aggregate and direction, oldest first; for flows that declare `history`. */
  readonly history?: readonly AppliedDocument[];
  /** What a person accepts of this document. */
  readonly accepted?: readonly Acceptance[];
};

export type AppliedDocument = {
  readonly id: string;
  readonly input: FlowInput;
  /** What went out, of a document of ours. */
  readonly output?: CanonicalDocument | null;
  readonly changes: readonly Finding[];
};

/** The declaration of a business flow. Everything an admin, an auditor or the engine needs to know about it. */
export type Flow<Input extends FlowInput = FlowInput, Policy = unknown> = {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly direction: "inbound" | "outbound";
  readonly documentType: DocumentType;
  /** Who answers for the flow's rules. */
  readonly owner: string;
  readonly systemOfRecord: "odoo" | "partner";
  readonly timing: "real-time" | "micro-batch" | "scheduled";
  readonly lane: "critical" | "standard" | "bulk";
  /** Within how many seconds of receipt a document is done, 95 of 100 times. */
  readonly serviceLevelSeconds: number;
  readonly sensitivity: "business" | "clinical" | "financial";
  readonly retentionDays: number;
  /** The plan depends on what was applied before of the same aggregate. */
  readonly history?: boolean;
  readonly policy: z.ZodType<Policy>;
  /** The inputs it takes. */
  accepts(input: FlowInput): input is Input;
  /** What must be applied in the order of arrival: documents of one aggregate never overtake each other. */
  aggregate(input: Input, connection: ConnectionProfile): string;
  /**
   * What it competes for with documents that are not of its aggregate: the stock of a department, say. Those that compete for
   * the same are worked one after the other, in queues of their own, so that they lose no time to each other's locks and stand in nobody's way.
   */
  contends?(input: Input, connection: ConnectionProfile): string;
  /** The business number people know the document by. */
  documentNumber(input: Input): string;
  reads(input: Input, connection: ConnectionProfile): Readonly<Record<string, ReadRequest>>;
  plan(input: Input, snapshot: Snapshot, context: PlanContext<Policy>): Plan;
};
