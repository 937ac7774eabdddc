/** What a text must match, and the sentence for one that does not. */
export type Check = { readonly pattern: string; readonly message: string };
export type Choice = { readonly value: string; readonly label: string };

/** A setting as `suture.catalogue.setting` describes it. */
export type Setting = {
  /** Where its value stands in the object: "itemQualifiers.buyer". */
  readonly path: string;
  readonly label: string;
  readonly help: string;
  /** The title of the section that it stands in; empty: it stands in none. */
  readonly group: string;
  readonly type: "boolean" | "integer" | "decimal" | "text" | "choice" | "list" | "map" | "record";
  readonly unit: string;
  readonly is_money: boolean;
  readonly record_model: string;
  readonly choices: readonly Choice[];
  readonly value_choices: readonly Choice[];
  readonly default: unknown;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly pattern: string | null;
  readonly item_pattern: string | null;
  readonly example: string | null;
  readonly value_example: string | null;
  readonly checks?: readonly Check[];
  /** Of a record: which ones the company may use. */
  readonly domain?: unknown[];
};

/** What `get_settings_form` returns. */
export type SettingsSchema = {
  readonly settings: readonly Setting[];
  /** Names of the records that the stored settings point to, by path. */
  readonly names: Readonly<Record<string, string>>;
  /** The name of the company's currency. */
  readonly currency: string;
};

/** The settings of a connection: nested, as the sidecar reads them. What is at its default is left out. */
export type SettingValues = Readonly<Record<string, unknown>>;
