/** The results of an attempt to reach Odoo, as codes. Each program that shows them has its own texts. */
export const ODOO_STATES = [
  "reached",
  /** Odoo responded with 401: it does not accept the API key. */
  "key-refused",
  /** Odoo responded with 403: the user of the key is not the integration user. */
  "not-allowed",
  /** Odoo is reachable, but has no database with that name. */
  "no-database",
  /** The database exists, but the addon is missing or older than this sidecar needs. */
  "no-addon",
  /** The service at the address is not Odoo. */
  "not-odoo",
  "unreachable",
  /** The TLS certificate of the address is not trusted. */
  "untrusted",
  "silent",
  /** Odoo responded with 429 or 5xx. */
  "failing",
] as const;
export type OdooState = (typeof ODOO_STATES)[number];

export type OdooSeen = {
  readonly state: OdooState;
  /**
   * A fingerprint of the database's identifier (16 hexadecimal digits). Those who know the identifier can compare it;
   * it reveals nothing to others.
   */
  readonly database?: string;
  /** The version of the addon. */
  readonly addon?: string;
};
/** The latest result of contacting Odoo, with its time, or null before the first contact. */
export type OdooContact = (OdooSeen & { readonly at: Date }) | null;
