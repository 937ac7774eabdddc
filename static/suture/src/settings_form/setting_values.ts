import type { Setting, SettingValues } from "./setting_types.ts";

const isObject = (value: unknown): value is SettingValues =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Returns the value at a path such as "itemQualifiers.buyer", or undefined if there is none. */
export function at(values: SettingValues, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), values);
}

/**
 * Returns a copy of the object with the value set at the path. If the value is undefined, it is removed, with any inner objects
 * that become empty.
 */
export function placed(values: SettingValues, path: string, value: unknown): SettingValues {
  const [name = "", ...rest] = path.split(".");
  const { [name]: inner, ...others } = values;
  const placedValue = rest.length === 0 ? value : nested(isObject(inner) ? inner : {}, rest.join("."), value);
  return placedValue === undefined ? others : { ...others, [name]: placedValue };
}

function nested(values: SettingValues, path: string, value: unknown): SettingValues | undefined {
  const inner = placed(values, path, value);
  return Object.keys(inner).length === 0 ? undefined : inner;
}

/** Returns the value of a setting, or its default if none is set. */
export function effective(setting: Setting, values: SettingValues): unknown {
  return at(values, setting.path) ?? setting.default;
}

/** Returns a copy of the object in which the setting has this value. A value that equals the default is removed. */
export function withValue(setting: Setting, values: SettingValues, value: unknown): SettingValues {
  const isDefault = JSON.stringify(value ?? null) === JSON.stringify(setting.default ?? null);
  return placed(values, setting.path, isDefault ? undefined : (value ?? undefined));
}

/**
 * Converts the content of a field (an object, or JSON text of an object) to an object. Returns an empty object for anything else.
 */
export function valuesOf(held: unknown): SettingValues {
  if (isObject(held)) return held;
  try {
    const parsed: unknown = JSON.parse(String(held || "{}"));
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
