import { z } from "zod";
import type { DocumentDeclaration, FieldFacts } from "../documents/declaration.ts";
import { fieldNames } from "../documents/field-names.ts";
import { decimalString, itemSchemes, partySchemes, unit } from "../documents/values.ts";
import type { Choice } from "./settings.ts";

/** A field of a document type for Odoo: a single value, or a part that contains further fields. */
export type DocumentField = {
  /** The path of the field, with `*` for the entries of a list: "lines.*.quantity.value". */
  readonly path: string;
  /** The label of the field itself. If it is empty, the field is displayed under the label of the part that contains it. */
  readonly label: string;
  readonly kind: FieldKind;
  /** Whether a person may correct the field. Only single values can be corrected, not parts. */
  readonly editable: boolean;
  /** Whether the field identifies a patient or a patient's account. */
  readonly sensitive: boolean;
  /** The values of a finding's `field` that refer to this field, such as "price". */
  readonly finding_fields: readonly string[];
  /** Whether a person may add the field to a document that lacks it. */
  readonly addable: boolean;
  /** Whether the field is the amount of money at stake while the document waits. */
  readonly stake: boolean;
  readonly choices: readonly Choice[];
};

const SINGLE = [
  "text",
  "choice",
  "date",
  "instant",
  "decimal",
  "integer",
  "unit",
  "currency",
  "boolean",
] as const;
const PARTS = ["list", "quantity", "price", "identifier", "item", "party", "record"] as const;
export type FieldKind = (typeof SINGLE)[number] | (typeof PARTS)[number];

type Node = {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly allOf?: readonly { readonly pattern?: string }[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
};

const patternOf = (schema: z.ZodType) => (z.toJSONSchema(schema) as Node).pattern;
const kindsByPattern: ReadonlyMap<string | undefined, FieldKind> = new Map([
  [patternOf(decimalString), "decimal"],
  [patternOf(unit), "unit"],
  ["^[A-Z]{3}$", "currency"],
]);

/**
 * Returns the fields of a document type in the order of its schema, except `type`. Each part precedes its members.
 * @throws Error if a member has no label
 */
export function documentFields(declaration: DocumentDeclaration): readonly DocumentField[] {
  const { properties = {} } = z.toJSONSchema(declaration.schema, { io: "output" }) as Node;
  const { type: _type, ...members } = properties;
  return Object.entries(members).flatMap(([name, node]) => fieldsAt(name, name, node, declaration));
}

function fieldsAt(path: string, name: string, node: Node, declaration: DocumentDeclaration): DocumentField[] {
  const field = fieldOf(path, name, node, declaration);
  const inner = Object.entries(node.properties ?? {}).flatMap(([member, each]) => {
    // The amount of a price is displayed under the label of the price ("Price"), not as "Price · Amount".
    const own = field.kind === "price" && member === "amount" ? "*" : member;
    const inside = fieldsAt(`${path}.${member}`, own, each, declaration);
    return member === "ids" ? inside.map((one) => withSchemes(one, field.kind)) : inside;
  });
  const entries = node.items ? fieldsAt(`${path}.*`, "*", node.items, declaration) : [];
  return [field, ...inner, ...entries];
}

/** Returns the scheme of an identifier of an item or a party as a choice; any other field unchanged. */
function withSchemes(field: DocumentField, owner: FieldKind): DocumentField {
  if (!field.path.endsWith(".ids.*.scheme")) return field;
  const schemes = owner === "item" ? itemSchemes : partySchemes;
  return {
    ...field,
    kind: "choice",
    choices: Object.entries(schemes).map(([value, label]) => ({ value, label })),
  };
}

function fieldOf(
  path: string,
  name: string,
  node: Node,
  { label, fields }: DocumentDeclaration,
): DocumentField {
  const usual = name === "*" ? { label: "" } : fieldNames[name];
  const facts: FieldFacts = { ...usual, ...fields[path] };
  if (facts.label === undefined) throw new Error(`${path} of the document ${label} has no label.`);
  const kind = kindOf(node);
  return {
    path,
    label: facts.label,
    kind,
    editable: !facts.fixed && (SINGLE as readonly string[]).includes(kind),
    sensitive: facts.sensitive ?? false,
    finding_fields: facts.findingFields ?? (facts.label === "" ? [] : [name]),
    addable: facts.addable ?? false,
    stake: facts.stake ?? false,
    choices: (node.enum ?? []).map((value) => ({ value, label: facts.choices?.[value] ?? words(value) })),
  };
}

function kindOf({ type, format, pattern, allOf, enum: values, properties }: Node): FieldKind {
  if (properties) return partKind(properties);
  if (type === "array") return "list";
  if (type === "boolean" || type === "integer") return type;
  if (values) return "choice";
  if (format === "date") return "date";
  if (format === "date-time") return "instant";
  const patterns = [pattern, ...(allOf ?? []).map((each) => each.pattern)];
  return patterns.map((each) => kindsByPattern.get(each)).find((kind) => kind !== undefined) ?? "text";
}

function partKind(properties: Readonly<Record<string, Node>>): FieldKind {
  const has = (...names: readonly string[]) => names.every((name) => Object.hasOwn(properties, name));
  if (has("value", "unit")) return "quantity";
  if (has("scheme", "id")) return "identifier";
  if (has("ids", "description")) return "item";
  if (has("ids", "name")) return "party";
  return has("amount", "currency") && !has("id") ? "price" : "record";
}

/** Converts a code to words for display: "quantity-changed" to "Quantity changed". */
function words(value: string): string {
  const text = value
    .replaceAll("-", " ")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
