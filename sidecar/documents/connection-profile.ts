/** The kinds of connection. The features of a connection depend on its kind. */
export const connectionKinds = ["edi", "ehr", "billing", "wms", "other"] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** The data about the connection of an incoming or outgoing document. It contains no secrets. */
export type ConnectionProfile = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly environment: "production" | "test";
  readonly partnerId: number | null;
  readonly companyId: number;
  /** ISO 4217 code of the company's currency. */
  readonly currency: string;
  /** The company's time zone (IANA name), to which dates in documents refer. */
  readonly timeZone: string;
  /** Envelope and party identifiers. The `owner` "us" is the buyer, "partner" the other party. */
  readonly identifiers: readonly {
    readonly owner: "us" | "partner";
    readonly scheme: string;
    readonly id: string;
  }[];
  readonly format: {
    readonly code: string;
    readonly version: string;
    /** The format options of the connection: separators, qualifiers and other requirements of the partner. */
    readonly options: Readonly<Record<string, unknown>>;
  };
  readonly acknowledges: boolean;
  /** The number of hours within which the partner acknowledges what we send; null if it does not acknowledge. */
  readonly acknowledgementHours: number | null;
  /** The codes of the active flows. */
  readonly flows: readonly string[];
  /**
   * Tolerances and choices, as configured on the connection in Odoo. Each flow's schema selects its own settings and has
   * defaults.
   */
  readonly policy: Readonly<Record<string, unknown>>;
};
