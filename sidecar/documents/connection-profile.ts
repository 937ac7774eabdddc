/** The kinds of partner that a connection can have; what a connection offers depends on it. */
export const connectionKinds = ["edi", "ehr", "billing", "wms", "other"] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** What is known about the connection of an incoming or outgoing document. It holds no secret. */
export type ConnectionProfile = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly environment: "production" | "test";
  readonly partnerId: number | null;
  readonly companyId: number;
  /** ISO 4217 code of the company's currency. */
  readonly currency: string;
  /** The company's time zone (IANA name): days in documents are days there. */
  readonly timeZone: string;
  /** Envelope and party identifiers; `owner` "us" is the buyer's side, "partner" theirs. */
  readonly identifiers: readonly {
    readonly owner: "us" | "partner";
    readonly scheme: string;
    readonly id: string;
  }[];
  readonly format: {
    readonly code: string;
    readonly version: string;
    /** "us"-side settings of the format: separators, qualifiers, what the partner insists on. */
    readonly options: Readonly<Record<string, unknown>>;
  };
  readonly acknowledges: boolean;
  /** Hours within which the partner acknowledges what we send; null: it does not acknowledge. */
  readonly acknowledgementHours: number | null;
  /** Codes of the flows switched on. */
  readonly flows: readonly string[];
  /** Tolerances and choices, as set on the connection in Odoo; each flow's schema picks its own and has defaults. */
  readonly policy: Readonly<Record<string, unknown>>;
};
