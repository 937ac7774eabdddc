/**
 * The kinds of connection. They state which kind of system is at the other end, and determine which formats, endpoints and flows
 * can be selected.
 */
export const connectionKinds = ["edi", "ehr", "billing", "wms", "other"] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** The configuration of a connection as formats and flows receive it with each document. It contains no secrets. */
export type ConnectionProfile = {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly environment: "production" | "test";
  readonly partnerId: number | null;
  readonly companyId: number;
  /** The ISO 4217 code of the company's currency. */
  readonly currency: string;
  /** The company's time zone (IANA name), to which dates in documents refer. */
  readonly timeZone: string;
  /** The identifiers of the parties, as on envelopes. The `owner` "us" is our own organisation, "partner" the other party. */
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
  /** The number of hours within which the partner must acknowledge what we send. Null if it does not acknowledge. */
  readonly acknowledgementHours: number | null;
  /** The codes of the flows that are switched on for the connection. */
  readonly flows: readonly string[];
  /**
   * The settings of all flows, by name, as configured on the connection in Odoo. The policy schema of each flow selects its own
   * settings and supplies the defaults.
   */
  readonly policy: Readonly<Record<string, unknown>>;
};
