import { z } from "zod";
import type { DocumentDeclaration, FieldFacts } from "../documents/declaration.ts";
import { fieldNames } from "../documents/field-names.ts";
import { decimalString, unit } from "../documents/values.ts";
import type { Choice } from "./settings.ts";

/** One value of a document, or a part that holds others. */
export type DocumentField = {
  /** Members by name, entries of a list by `*`: "lines.*.quantity.value". */
  readonly path: string;
  /** Its own label; an empty one adds nothing to the label of the part that holds it. */
  readonly label: string;
  readonly kind: FieldKind;
  /** A person may correct it. Only single values are corrected, not parts. */
  readonly editable: boolean;
  /** It stands for a patient, or an account of one. */
  readonly sensitive: boolean;
  /** The words by which findings refer to it. */
  readonly finding_fields: readonly string[];
  /** A document that lacks it may get it from a person. */
  readonly addable: boolean;
  /** It is the amount of money that waits while the document waits. */
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

/** Returns the fields of a document type in the order of its schema, each part before what it holds. Throws on a member without a label. */
export function documentFields(declaration: DocumentDeclaration): readonly DocumentField[] {
  const { properties = {} } = z.toJSONSchema(declaration.schema, { io: "output" }) as Node;
  const { type: _type, ...members } = properties;
  return Object.entries(members).flatMap(([name, node]) => fieldsAt(name, name, node, declaration));
}

function fieldsAt(path: string, name: string, node: Node, declaration: DocumentDeclaration): DocumentField[] {
  const field = fieldOf(path, name, node, declaration);
  const inner = Object.entries(node.properties ?? {}).flatMap(([member, each]) => {
    // A price is named as a whole: its amount is "Price", not "Price · Amount".
    const own = field.kind === "price" && member === "amount" ? "*" : member;
    return fieldsAt(`${path}.${member}`, own, each, declaration);
  });
  const entries = node.items ? fieldsAt(`${path}.*`, "*", node.items, declaration) : [];
  return [field, ...inner, ...entries];
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

/** "quantity-changed" reads "Quantity changed". */
function words(value: string): string {
  const text = value
    .replaceAll("-", " ")
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
