import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { termTables } from "../../../sidecar/catalogue/terms.ts";
import type { Say, TermTable } from "../../../sidecar/terms/term.ts";
import { inEnglish } from "./english.ts";

/** Flows report terms, so that Odoo can render them in the reader's language. */

const room = fileURLToPath(new URL("../../../sidecar/flows", import.meta.url));
const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
const tables = files.filter((name) => name.endsWith("/terms.ts"));
const others = files.filter((name) => !tables.includes(name));

const textOf = (file: string) => readFileSync(join(room, file), "utf8");
/** Returns the code of a file without imports and comments. */
const codeOf = (file: string) =>
  textOf(file)
    .replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "")
    .replaceAll(/^import[\s\S]*?;$/gm, "");

async function tableOf(file: string): Promise<TermTable> {
  const { say } = (await import(join(room, file))) as { say: Say<TermTable> };
  return say.table;
}

describe("the tables of terms", () => {
  test("are found", () => expect(tables.length).toBeGreaterThan(10));

  test.each(tables)("%s is listed, so that its texts reach Odoo", async (file) => {
    const table = await tableOf(file);
    expect(Object.keys(table).length).toBeGreaterThan(0);
    expect(termTables).toContain(table);
  });

  test("have no code twice", () => {
    const codes = termTables.flatMap((table) => Object.keys(table));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  test.each(others)("%s declares no terms of its own", (file) =>
    expect(codeOf(file)).not.toMatch(/\bterms\(/),
  );
});

const literals = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
/** Matches two consecutive words. Values in a template do not count. */
const words = /[A-Za-z']+ [A-Za-z']+/;
/** Lines whose words are not for users: declarations and policies appear in the catalogue, errors in the log. */
const elsewhere =
  /(?:new Error\(|unexpected\(record, field,|\b(?:name|description|title|owner|field):|\blabels: \{[^{}]*)\s*$/;

/** Returns the literals that look like words for a person. */
function wordsIn(code: string): string[] {
  return [...code.matchAll(literals)].flatMap(({ 0: literal, index }) =>
    words.test(literal.replaceAll(/\$\{[^}]*\}/g, "_")) && !elsewhere.test(code.slice(0, index))
      ? [literal]
      : [],
  );
}

describe("a sentence", () => {
  test.each(others)("is never a plain text in %s", (file) => expect(wordsIn(codeOf(file))).toEqual([]));

  test.each(['text: "The order is gone."', "note: `Line is late`", "return isPart ? 'took a part' : x"])(
    "is found if it is a plain text: %s",
    (code) => expect(wordsIn(code)).toHaveLength(1),
  );

  test("with an unknown term, or with other parameters, fails the tests of the flows", () => {
    expect(() => inEnglish([{ term: "flows.no-such-term" }])).toThrow(/flows\.no-such-term/);
    expect(() => inEnglish({ text: { term: "flows.tax-of-line" } })).toThrow(/line/);
    const nested = { term: "flows.accepted", parameters: { finding: { term: "flows.no-such-term" } } };
    expect(() => inEnglish(nested)).toThrow(/flows\.no-such-term/);
  });
});
