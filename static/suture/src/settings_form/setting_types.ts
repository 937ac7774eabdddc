/** A JavaScript pattern that a text must match, and the message for a text that does not match. */
export type Check = { readonly pattern: string; readonly message: string };
export type Choice = { readonly value: string; readonly label: string };

/** A setting of the catalogue, as `suture.catalogue.setting` describes it. */
export type Setting = {
  /** The path of its value in the object, such as "itemQualifiers.buyer". */
  readonly path: string;
  readonly label: string;
  readonly help: string;
  /** The title of the setting's section in the form, or an empty text if it has none. */
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
  /** The domain of the records that the company can use. Present only if the setting refers to a record. */
  readonly domain?: unknown[];
};

/** The result of `get_settings_form`. */
export type SettingsSchema = {
  readonly settings: readonly Setting[];
  /** The names of the records that settings refer to, by the settings' paths. */
  readonly names: Readonly<Record<string, string>>;
  /** The name of the company's currency. */
  readonly currency: string;
};

/** The values of settings, in the nested structure that the sidecar reads. Values that equal their defaults are not stored. */
export type SettingValues = Readonly<Record<string, unknown>>;
