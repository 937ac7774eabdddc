import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type CanonicalDocument, canonicalDocument } from "../../../sidecar/documents/document.ts";

const ROOT = join(import.meta.dirname, "../../../fixtures/documents");

/** Returns the content of a fixture, such as "despatch-advice/typical". */
export const fixtureDocument = <Type extends CanonicalDocument["type"]>(name: string) =>
  JSON.parse(readFileSync(join(ROOT, `${name}.json`), "utf8")) as Extract<CanonicalDocument, { type: Type }>;

/** The names of all fixtures in `fixtures/documents/`, such as "despatch-advice/typical". */
export const fixtureNames = globSync("*/*.json", { cwd: ROOT })
  .map((path) => join(dirname(path), basename(path, ".json")))
  .toSorted();

/** Returns the schema of a document type. */
export function schemaOf(type: string) {
  const found = canonicalDocument.options.find(({ shape }) => shape.type.value === type);
  if (!found) throw new Error(`no document has the type ${type}`);
  return found;
}
