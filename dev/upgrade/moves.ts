import type { Snapshot } from "./snapshot.ts";

/** A column whose values an upgrade moved to another column. */
export interface Move {
  /** The column in the earlier version, as `table.column`. */
  readonly from: string;
  /** The column in the current version, as `table.column`. */
  readonly to: string;
  /** Returns the meaning of a value in the old column. For an empty value, it is null or the default of the setting. */
  readonly meant: (value: unknown, after: Snapshot) => unknown;
  /**
   * Returns the meaning of a value in the new column, in the same form. Returns undefined if the value does not have a known
   * form.
   */
  readonly means: (value: unknown, after: Snapshot) => unknown;
  /** Returns the meaning of an empty value in the new column. */
  readonly empty: (after: Snapshot) => unknown;
}

/** The columns that were renamed, converted to terms, or moved into the JSON object of the policy. */
export const MOVES: readonly Move[] = [
  ...["reason", "suggestion", "note"].flatMap((name) => [
    renamed(`suture_exchange.${name}`, `suture_exchange.${name}_text`),
    intoTerms(`suture_exchange.${name}`, `suture_exchange.${name}_terms`),
  ]),
  ...["findings", "changes", "preview"].map((name) =>
    renamed(`suture_exchange.${name}`, `suture_exchange.${name}_data`),
  ),
  intoTerms("suture_outbox.message", "suture_outbox.message_terms"),
  intoTerms("suture_connection.delivery_detail", "suture_connection.delivery_detail_terms"),
  intoTerms("suture_connection.route_trouble", "suture_connection.route_trouble_terms"),
  renamed("suture_connection.route_trouble", "suture_connection.route_trouble_text"),
  ...[
    "price_tolerance_percent",
    "price_tolerance_amount",
    "date_tolerance_days",
    "quantity_decrease_percent",
    "accept_backorders",
    "transit_days",
    "charge_tolerance_amount",
    "charge_account_id",
    "payment_journal_id",
    "patient_partner_id",
    "accept_partial_payments",
    "wait_hours",
    "first_expiry_first_out",
  ].map(intoPolicy),
];

/** The selection fields that are plain text fields now. Their columns and values remain, and are compared. */
const TEXT_NOW = [
  "suture_connection.format_code",
  "suture_connection.route_transport",
  "suture_connection.fallback_transport",
  "suture_exchange.state",
  "suture_exchange.acknowledgement",
  "suture_exchange.reason_code",
];
/**
 * Removed fields that had no column. They displayed parts of `format_options` and `format_version`, the identifiers of a
 * connection, and the sidecar's endpoints. The stored values remain and are compared. `check_upgraded.py` verifies that the
 * catalogue contains the options.
 */
const SHOWN_ONLY = [
  "suture_connection.option_acknowledgement",
  "suture_connection.option_buyer_qualifier",
  "suture_connection.option_cost_centre_places",
  "suture_connection.option_date_qualifier",
  "suture_connection.option_descriptions",
  "suture_connection.option_in_order",
  "suture_connection.option_order_type",
  "suture_connection.option_originals_only",
  "suture_connection.option_passed_over",
  "suture_connection.option_price_basis",
  "suture_connection.option_seller_qualifier",
  "suture_connection.x12_version",
  "suture_connection.our_qualifier",
  "suture_connection.our_identifier",
  "suture_connection.partner_qualifier",
  "suture_connection.partner_identifier",
  "suture_connection_identifier.qualifier",
  "suture_connection.door_address",
  "suture_connection.door_events",
  "suture_connection.door_mllp",
  "suture_connection.door_routing_key",
];
/** The removed views, which contained moved fields. */
const VIEWS = ["connection_form_billing"];

const GONE: ReadonlySet<string> = new Set([
  ...VIEWS,
  ...[...MOVES.map(({ from }) => from), ...SHOWN_ONLY].map((name) => `field_${name.replace(".", "__")}`),
]);
const SELECTIONS_GONE = [...TEXT_NOW, ...SHOWN_ONLY].map((name) => `selection__${name.replace(".", "__")}__`);

/**
 * Returns whether an upgrade deletes the record with this XML ID on purpose. This applies to the fields of moved columns, views
 * of such fields, and values of selections that became text fields. The deletion of any other record is a loss.
 */
export function goesOnPurpose(xmlId: string): boolean {
  const name = /^suture\w*\.(.+)$/.exec(xmlId)?.[1];
  return name !== undefined && (GONE.has(name) || SELECTIONS_GONE.some((prefix) => name.startsWith(prefix)));
}

function renamed(from: string, to: string): Move {
  return { from, to, meant: stated, means: stated, empty: () => null };
}

function intoTerms(from: string, to: string): Move {
  return { from, to, meant: stated, means: sentenceOf, empty: () => null };
}

function stated(value: unknown): unknown {
  return value === "" || value === undefined ? null : value;
}

/**
 * Returns the sentence in a list of terms that `pre-terms.py` has written. Returns null if there are no terms, and undefined if
 * they have another form.
 */
function sentenceOf(terms: unknown): unknown {
  if (terms === null || terms === undefined) return null;
  const [first, ...others] = Array.isArray(terms) ? terms : [];
  return others.length === 0 && first?.term === "told.as-it-was" ? first.parameters?.text : undefined;
}

/**
 * Returns the move of a column into the setting of the policy with the same name. A setting that is absent has its default value.
 */
function intoPolicy(name: string): Move {
  const empty = (after: Snapshot) => defaultOf(name, after);
  // In the column, 0 days meant that the transit time is not known.
  const isUnset = (value: unknown) => stated(value) === null || (name === "transit_days" && value === 0);
  return {
    from: `suture_connection.${name}`,
    to: "suture_connection.policy",
    meant: (value, after) => (isUnset(value) ? empty(after) : value),
    means: (policy, after) => (isObject(policy) ? policy[name] : undefined) ?? empty(after),
    empty,
  };
}

/**
 * Returns the default of a setting according to the catalogue in the database, or undefined if the catalogue does not contain the
 * setting.
 */
function defaultOf(name: string, { content }: Snapshot): unknown {
  const paths = content.get("suture_catalogue_setting.path") ?? new Map();
  const [id] = [...paths].find(([, path]) => path === name) ?? [];
  const facts = id === undefined ? undefined : content.get("suture_catalogue_setting.facts")?.get(id);
  return isObject(facts) ? facts.default : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
