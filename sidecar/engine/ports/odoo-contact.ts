/** The results of an attempt to reach Odoo, as codes. Each program that shows them has its own texts. */
export const ODOO_STATES = [
  "reached",
  /** Odoo answered 401. */
  "key-refused",
  /** Odoo answered 403: the user of the key is not the integration user. */
  "not-allowed",
  /** Odoo is reachable, but has no database with that name. */
  "no-database",
  /** The database exists, but the addon is missing or older than this sidecar needs. */
  "no-addon",
  /** The address belongs to another service. */
  "not-odoo",
  "unreachable",
  /** The certificate is not trusted. */
  "untrusted",
  "silent",
  /** Odoo answered 429 or 5xx. */
  "failing",
] as const;
export type OdooState = (typeof ODOO_STATES)[number];

export type OdooSeen = {
  readonly state: OdooState;
  /** The database's description, without its identifier. */
  readonly database?: string;
  /** The version of the addon. */
  readonly addon?: string;
};
/** The latest result of contacting Odoo, with its time; null before the first. */
export type OdooContact = (OdooSeen & { readonly at: Date }) | null;
