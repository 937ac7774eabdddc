/** The results of an attempt to reach Odoo, as codes: each reader has its own texts. */
export const ODOO_STATES = [
  "reached",
  /** 401 */
  "key-refused",
  /** 403: the user of the key is not the integration user. */
  "not-allowed",
  /** Odoo is reachable, but has no database of that name. */
  "no-database",
  /** The database exists, but our addon is missing or older. */
  "no-addon",
  /** Something else answers at that address. */
  "not-odoo",
  "unreachable",
  /** Its certificate is not one to trust. */
  "untrusted",
  "silent",
  /** Odoo answers with 429 or 5xx. */
  "failing",
] as const;
export type OdooState = (typeof ODOO_STATES)[number];

export type OdooSeen = {
  readonly state: OdooState;
  /** Of the database reached: which one it is, without its identifier. */
  readonly database?: string;
  /** Of the addon reached. */
  readonly addon?: string;
};
/** What was last seen of Odoo, and when; null before the first answer. */
export type OdooContact = (OdooSeen & { readonly at: Date }) | null;
