import type { z } from "zod";
import type { Control } from "../documents/acknowledgement.ts";
import type { ConnectionKind, ConnectionProfile } from "../documents/connection-profile.ts";
import type { ChoiceCode } from "../documents/decisions.ts";
import type { CanonicalDocument, DocumentType } from "../documents/document.ts";
import type { ReasonCode } from "../documents/reason-codes.ts";
import type { Identifier } from "../documents/values.ts";
import type { Term } from "../terms/term.ts";

/** A search domain in Odoo's prefix notation: leaves [field, operator, value] and "&", "|", "!". */
export type Domain = readonly (string | readonly [field: string, operator: string, value: unknown])[];

/**
 * One search in Odoo whose result becomes part of a snapshot. The engine sends the reads of a whole batch in one call to the
 * gateway.
 */
export type ReadRequest = {
  readonly model: string;
  readonly domain: Domain;
  readonly fields: readonly string[];
  readonly order?: string;
  readonly limit?: number;
  /**
   * Whether the engine may combine this read with the same read of other documents. If so, the result may contain records for
   * those documents, and the plan must select its own.
   */
  readonly shared?: boolean;
  /** The ID of the company to whose records the result is limited. The engine sets it to the company of the connection. */
  readonly company?: number;
};

/** A record as returned by the gateway: a many2one is an ID or null, an x2many a list of IDs, a date an ISO 8601 text. */
export type OdooRecord = { readonly id: number } & Readonly<Record<string, unknown>>;

/** The records of Odoo that a plan is based on, by the name of the read that returned them. */
export type Snapshot = Readonly<Record<string, readonly OdooRecord[]>>;

/**
 * A record in Odoo that a document concerns, identified by its ID or by the `ref` of the operation that creates it. The button on
 * an exchange opens the record of the plan's first link.
 */
export type Link = { readonly model: string; readonly id: number } | { readonly ref: string };

/** The value of a field. `{ ref }` refers to the record that an earlier operation of the same plan creates. */
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

/** An operation that the gateway carries out. These are all the operations that it supports. */
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
      /**
       * The partner's identifier. If the crosswalk maps it to a record, that record is updated; otherwise one is created and
       * added to the crosswalk.
       */
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

/**
 * A condition for applying a plan: the field must still have the value that was read. Otherwise the plan is stale and is not
 * applied.
 */
export type Guard = {
  readonly model: string;
  readonly id: number;
  readonly field: string;
  readonly equals: string | number | boolean | null;
};

/** An unknown identifier of the partner, with what is needed to create the missing crosswalk entry. */
export type Unknown = {
  readonly model:
    | "product.product"
    | "uom.uom"
    | "res.partner"
    | "account.account"
    | "account.analytic.account"
    | "stock.location";
  /** The scheme and the value to enter in the crosswalk. */
  readonly scheme: string;
  readonly value: string;
  /** The partner's description of the record that the identifier stands for. */
  readonly name?: string;
  /** All identifiers that the partner sent for the same record, with their own schemes. */
  readonly ids?: readonly Identifier[];
};

/** A point that a person should review. Its values are business values (never clinical ones), as text. */
export type Finding = {
  readonly code: ReasonCode;
  /** The line number in the sender's document; absent if the finding concerns the whole document. */
  readonly line?: string;
  readonly item?: string;
  /** What the finding is about, such as "price", "quantity", "date", "item", "unit" or "total". */
  readonly field: string;
  /** Only for ORDER_CHANGED: the value that was sent. `ours` is the value now. */
  readonly sent?: string;
  /** The position in the file and the fault in words, such as "Line 1, PO102 quantity: invalid code (7)". */
  readonly position?: Term;
  readonly ours?: string;
  readonly theirs?: string;
  /** A complete sentence about this point. */
  readonly text: Term;
  readonly unknown?: Unknown;
  /** If true, a person may accept the partner's value, which is then applied. */
  readonly acceptable?: boolean;
  /** What a person may decide instead. Only what Odoo permits is offered. */
  readonly choices?: readonly Choice[];
};

/** A decision that a finding offers, other than to accept the partner's value. */
export type Choice = {
  readonly code: ChoiceCode;
  /** For a decision for which the person chooses a record, such as the substitute: how the partner identifies the record. */
  readonly record?: Unknown;
};

/**
 * A person's decision on a finding: the finding is accepted, or one of its choices applies (`decision`). It does not apply to a
 * finding with other values.
 */
export type Acceptance = Pick<Finding, "code" | "line" | "field" | "ours" | "theirs"> & {
  readonly decision?: ChoiceCode;
  /** The ID of the record that the person chose, if the choice has a `record`. */
  readonly record?: number;
  /** The name of the person. Absent in a preview, and in decisions that were stored by earlier versions. */
  readonly by?: string;
};

/**
 * The line of an order that a document is about, with the quantity in the document as a decimal string in the unit of the order
 * line. People see it next to the quantities in Odoo.
 */
export type LineMatch = {
  /** The number of the line, as in findings. */
  readonly line: string;
  readonly order_line_id: number;
  readonly quantity: string;
};

/** An earlier outgoing document that, according to this one, the partner has received or rejected. */
export type ConfirmedDispatch = {
  /** Identifies the outgoing document by the control numbers of its envelope. */
  readonly control?: Control;
  /**
   * Alternatively, identifies the outgoing document by document type and number, and by its `sequence` if several documents have
   * the number. Without a sequence, it is the latest one.
   */
  readonly document?: { readonly type: DocumentType; readonly number: string; readonly sequence?: number };
  readonly status: "accepted" | "accepted-with-errors" | "rejected";
  readonly errors: readonly Term[];
};

/**
 * An outgoing document that an applied document causes. It is sent over the first active connection of the kind. The key
 * identifies its exchange, so that it is sent only once.
 */
export type Emission = {
  readonly flow: string;
  readonly connectionKind: string;
  readonly key: string;
  readonly document: CanonicalDocument;
};

/** An event to publish: "encounter.completed" becomes the CloudEvent `health.suture.encounter.completed.v1`. */
export type EmittedEvent = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

/** A flow's decision as plain data, which the engine carries out. */
export type Plan =
  | {
      readonly operations: readonly Operation[];
      readonly guards?: readonly Guard[];
      readonly links: readonly Link[];
      /** One sentence about what this document changed, displayed on the records in `links`. */
      readonly note: Term;
      /** The changes by line, for the timeline of the records in `links`. */
      readonly changes?: readonly Finding[];
      /** Outgoing documents that this one causes. Each is sent only once per key. */
      readonly emits?: readonly Emission[];
      /** Events to publish on `suture.events` for other systems. They contain no sensitive content. */
      readonly events?: readonly EmittedEvent[];
      readonly confirms?: readonly ConfirmedDispatch[];
    }
  | {
      readonly exception: {
        readonly code: ReasonCode;
        readonly findings: readonly Finding[];
        /** A specific suggestion, which replaces the general suggestion for the reason code. */
        readonly suggestion?: Term;
        readonly links?: readonly Link[];
        readonly matches?: readonly LineMatch[];
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
        /** What a person can decide before the wait ends, as in an exception. */
        readonly findings?: readonly Finding[];
        readonly suggestion?: Term;
        readonly links?: readonly Link[];
        readonly matches?: readonly LineMatch[];
        /**
         * The aggregate that the document waits for. The document is retried as soon as a document of that aggregate has been
         * applied.
         */
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

/** A row of Odoo's outbox: a request to send the document of a record. */
export type OutboxTrigger = {
  readonly type: "OutboxTrigger";
  readonly key: string;
  readonly event: string;
  readonly model: string;
  readonly id: number;
  /** The number of the record, such as "P00012". */
  readonly number: string;
  /**
   * What Odoo has written down for the document, for events of which the record alone does not tell it. It is not validated yet:
   * the flow does that.
   */
  readonly document?: unknown;
};

/** What a flow processes: a received document or a row of Odoo's outbox. */
export type FlowInput = CanonicalDocument | OutboxTrigger;

/** The values other than the document and the snapshot that a plan may depend on. */
export type PlanContext<Policy> = {
  readonly connection: ConnectionProfile;
  readonly policy: Policy;
  /** The current date in the company's time zone (YYYY-MM-DD). */
  readonly today: string;
  /** Only for flows with `history`: the documents of the same aggregate and direction that were applied earlier, oldest first. */
  readonly history?: readonly AppliedDocument[];
  /** The findings about this document that a person has accepted. */
  readonly accepted?: readonly Acceptance[];
};

/** An earlier document of the same aggregate that was applied. */
export type AppliedDocument = {
  readonly id: string;
  readonly input: FlowInput;
  /** The document that was sent, or null if nothing was sent. Absent for incoming documents. */
  readonly output?: CanonicalDocument | null;
  readonly changes: readonly Finding[];
};

/** The declaration of a business flow: everything that an administrator, an auditor or the engine needs to know about it. */
export type Flow<Input extends FlowInput = FlowInput, Policy = unknown> = {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  /** The kinds of connection that can use the flow. If empty, all kinds can. */
  readonly kinds: readonly ConnectionKind[];
  readonly version: number;
  readonly direction: "inbound" | "outbound";
  readonly documentType: DocumentType;
  /** The person or team responsible for the rules of the flow. */
  readonly owner: string;
  readonly systemOfRecord: "odoo" | "partner";
  readonly timing: "real-time" | "micro-batch" | "scheduled";
  readonly lane: "critical" | "standard" | "bulk";
  /** The service level: the number of seconds after receipt within which 95% of the documents must be processed. */
  readonly serviceLevelSeconds: number;
  readonly sensitivity: "business" | "clinical" | "financial";
  readonly retentionDays: number;
  /** If true, the plan depends on earlier documents of the same aggregate, which the engine passes as `history`. */
  readonly history?: boolean;
  /**
   * The schema of the connection settings that the flow reads: a strict object in which each member has a title and a
   * description. `strip()` returns a schema that ignores the settings of other flows.
   */
  readonly policy: z.ZodType<Policy> & {
    readonly shape: Readonly<Record<string, z.ZodType>>;
    strip(): z.ZodType<Policy>;
  };
  /** Returns whether the flow processes an input of this type. */
  accepts(input: FlowInput): input is Input;
  /** Returns the aggregate that an input belongs to. Documents of one aggregate are applied in order of arrival. */
  aggregate(input: Input, connection: ConnectionProfile): string;
  /**
   * Returns the resource for which documents of different aggregates compete, such as the stock of a department. Documents that
   * compete for the same resource share a queue of the lane `contended` and are processed one after the other, so that they
   * neither wait for each other's locks nor delay other documents.
   */
  contends?(input: Input, connection: ConnectionProfile): string;
  /**
   * Returns the control numbers of the outgoing document, functional group or interchange that an input acknowledges. If a message
   * acknowledges several documents of an envelope that were never sent, they become one exception.
   */
  confirmedControl?(input: Input): Control;
  /** Returns the business number of the document, such as an order or invoice number. */
  documentNumber(input: Input): string;
  reads(input: Input, connection: ConnectionProfile): Readonly<Record<string, ReadRequest>>;
  plan(input: Input, snapshot: Snapshot, context: PlanContext<Policy>): Plan;
};
