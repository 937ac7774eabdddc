import type { DocumentDeclaration } from "./declaration.ts";
import type { CanonicalDocument } from "./document.ts";
import { documentTypes } from "./registry.ts";

/** The paths of the sensitive fields by document type, such as "lines.*.account". */
const sensitivePaths: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  documentTypes.map((declaration) => [declaration.schema.shape.type.value, sensitiveOf(declaration)]),
);

function sensitiveOf({ fields }: DocumentDeclaration): ReadonlySet<string> {
  return new Set(Object.entries(fields).flatMap(([path, { sensitive }]) => (sensitive ? [path] : [])));
}

/**
 * Returns a document without its sensitive fields, for display where nothing says who may see them. It may violate its schema,
 * because a sensitive field can be required.
 */
export function withoutSensitive(document: CanonicalDocument): CanonicalDocument {
  const paths = sensitivePaths.get(document.type);
  return paths?.size ? (without(document, "", paths) as CanonicalDocument) : document;
}

function without(value: unknown, path: string, paths: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, `${path}.*`, paths));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const here = path === "" ? name : `${path}.${name}`;
    return paths.has(here) ? [] : [[name, without(inner, here, paths)]];
  });
  return Object.fromEntries(members);
}
