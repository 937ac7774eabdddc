import { z } from "zod";

/**
 * A setting of a connection, with what Odoo's form needs to display and check it. It is a format option, a member of a flow's
 * policy, a setting of a route, or an identifier.
 */
export type Setting = {
  /** The path of the value in the options or the policy, such as "itemQualifiers.buyer". */
  readonly path: string;
  readonly label: string;
  readonly help: string | null;
  /** The heading of the section in which the setting is displayed, or null. */
  readonly group: string | null;
  readonly type: "boolean" | "integer" | "decimal" | "text" | "choice" | "list" | "map" | "record";
  /** The default value, or null if there is none. */
  readonly default: unknown;
  /** The allowed values of a choice, or of the entries of a list. If empty, any value of the type is allowed. */
  readonly choices: readonly Choice[];
  /**
   * The smallest number, the minimum number of entries of a list, or the minimum length of a text. Null if there is no minimum.
   */
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** The regular expression that a text, or each key of a map, must match. Null if there is none. */
  readonly pattern: string | null;
  /** The regular expression that each entry of a list, or each value of a map, must match. Null if there is none. */
  readonly item_pattern: string | null;
  /** The allowed values of the entries of a map. If empty, any text is allowed. */
  readonly value_choices: readonly Choice[];
  /** The Odoo model of the record whose ID is the value. Null if the value is not a record. */
  readonly record_model: string | null;
  readonly unit: string | null;
  /** An example of a text, of an entry of a list, or of a key of a map. */
  readonly example: string | null;
  /** An example of a value of a map. */
  readonly value_example: string | null;
};
export type Choice = { readonly value: string; readonly label: string };

/** The members of JSON Schema that are used by the schemas of settings, with our own `labels`, `unit` and `record`. */
type Node = {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly string[];
  readonly enum?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly record?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly propertyNames?: Node;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
};

const NOT_EMPTY = "^[\\s\\S]+$";

/**
 * Returns the settings for the members of an object schema, in the same order. A nested object is replaced with the settings for
 * its members, whose paths begin with its path and whose group is its title.
 * @throws Error if no type of setting matches a member
 */
export function settingsOf(schema: z.ZodType): readonly Setting[] {
  return settingsIn(z.toJSONSchema(schema, { io: "input" }) as Node, "", null);
}

function settingsIn({ properties = {} }: Node, within: string, group: string | null): Setting[] {
  return Object.entries(properties).flatMap(([name, node]) => {
    const path = within === "" ? name : `${within}.${name}`;
    if (node.properties !== undefined) return settingsIn(node, path, node.title ?? group);
    return [setting(path, group, node)];
  });
}

function setting(path: string, group: string | null, node: Node): Setting {
  const value = withoutNull(node);
  const type = typeOf(path, node, value);
  const entry = type === "list" ? value.items : undefined;
  const mapped = typeof value.additionalProperties === "object" ? value.additionalProperties : undefined;
  return {
    path,
    label: node.title ?? path,
    help: node.description ?? null,
    group,
    type,
    default: node.default ?? null,
    choices: choicesOf(entry ?? value),
    ...rangeOf(type, value),
    pattern: value.pattern ?? formOf(value.propertyNames),
    item_pattern: formOf(entry ?? mapped),
    value_choices: choicesOf(mapped),
    record_model: node.record ?? value.record ?? null,
    unit: node.unit ?? value.unit ?? null,
    example: node.examples?.[0] ?? entry?.examples?.[0] ?? null,
    value_example: mapped?.examples?.[0] ?? null,
  };
}

/**
 * Returns the pattern of a key, an entry or a value, or null if any text is allowed. A minimum length becomes a pattern that
 * matches any text except the empty one.
 */
function formOf(node: Node | undefined): string | null {
  return node?.pattern ?? (node?.minLength ? NOT_EMPTY : null);
}

/**
 * Returns the schema of a setting without the alternative null, or the schema unchanged if null is not allowed. Null means that
 * the setting has no value; users cannot enter it.
 */
function withoutNull(node: Node): Node {
  const [only, ...others] = node.anyOf?.filter(({ type }) => type !== "null") ?? [];
  return only !== undefined && others.length === 0 ? only : node;
}

function typeOf(path: string, node: Node, value: Node): Setting["type"] {
  if (node.record ?? value.record) return "record";
  if (value.enum) return "choice";
  if (value.type === "object" && value.additionalProperties) return "map";
  const types: Readonly<Record<string, Setting["type"]>> = {
    boolean: "boolean",
    integer: "integer",
    number: "decimal",
    string: "text",
    array: "list",
  };
  const type = types[value.type ?? ""];
  if (type === undefined)
    throw new Error(`The setting ${path} has a type that Odoo's form does not support.`);
  return type;
}

function choicesOf(node: Node | undefined): Choice[] {
  return (node?.enum ?? []).map((value) => ({ value, label: node?.labels?.[value] ?? value }));
}

function rangeOf(type: Setting["type"], node: Node): Pick<Setting, "minimum" | "maximum"> {
  if (type === "list") return { minimum: node.minItems ?? null, maximum: node.maxItems ?? null };
  if (type === "text") return { minimum: node.minLength ?? null, maximum: node.maxLength ?? null };
  return { minimum: bound(node.minimum), maximum: bound(node.maximum) };
}

/** Returns the minimum or maximum of a number, or null if none is set, in which case Zod states the limit of safe integers. */
function bound(value: number | undefined): number | null {
  return value === undefined || Math.abs(value) === Number.MAX_SAFE_INTEGER ? null : value;
}
