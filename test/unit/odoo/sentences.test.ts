import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHECKOUT } from "../../../dev/environment/place.ts";
import { termTables } from "../../../sidecar/catalogue/terms.ts";
import { afterFailure, failedInside, held, unansweredAlone } from "../../../sidecar/engine/apply/outcomes.ts";
import { attention } from "../../../sidecar/engine/model/exceptions.ts";
import { OdooFailure } from "../../../sidecar/engine/resilience/failures.ts";
import { sayOdoo } from "../../../sidecar/engine/resilience/terms.ts";
import type { MappingFinding } from "../../../sidecar/formats/mapping.ts";
import { formats } from "../../../sidecar/formats/registry.ts";
import type { SourceView } from "../../../sidecar/formats/source-view.ts";
import { exchangeRow } from "../../../sidecar/odoo/exchange-row.ts";
import { directReading } from "../../../sidecar/reading/reading.ts";
import type { Term, TermValue } from "../../../sidecar/terms/term.ts";
import { queuedDocument } from "../../support/memory-journal.ts";
import { tinyConnection } from "../../support/tiny.ts";
import { textTerm } from "../../support/told.ts";

/**
 * Users see no sentence that the sidecar has composed: the rows of exchanges consist of terms of the catalogue.
 * test/unit/terms/people.test.ts checks the sources.
 */

/** The term for sentences that earlier versions stored. It is not used for new texts. */
const PASSED_ON: readonly string[] = ["told.as-it-was"];

const listed: ReadonlySet<string> = new Set(termTables.flatMap((table) => Object.keys(table)));

type Row = ReturnType<typeof exchangeRow>;
const sentencesOf = ({ reason, suggestion, note, findings, changes }: Row): Term[] => [
  ...[reason, suggestion, note].flatMap((terms) => terms ?? []),
  ...[...findings, ...changes].map(({ text }) => text),
];
const codesOf = ({ term, parameters = {} }: Term): string[] => [
  term,
  ...Object.values(parameters).flatMap(codesIn),
];
const codesIn = (value: TermValue): string[] => {
  if (typeof value !== "object") return [];
  if ("term" in value) return codesOf(value);
  return "all" in value ? value.all.flatMap(codesIn) : [];
};

/** Returns the codes of a row that are in no table, and a code for each text that is not a term. */
const strange = (row: Row): string[] =>
  sentencesOf(row)
    .flatMap(codesOf)
    .map(String)
    .filter((code) => !listed.has(code) || PASSED_ON.includes(code));

/** The titles and labels of a message's readable form that are words. Positions in the message appear as codes. */
const wordsIn = (view: SourceView): string[] =>
  view
    .flatMap(({ title, rows }) => [title, ...rows.map(({ label }) => label)])
    .flatMap((each) =>
      typeof each === "string" ? [each] : codesOf(each).filter((code) => !listed.has(code)),
    )
    .filter((each) => /[A-Za-z']+ [A-Za-z']+/.test(each));

const document = queuedDocument({ number: "1" });
const row = (outcome: Parameters<typeof exchangeRow>[0]["outcome"]) =>
  exchangeRow({ document, outcome, doneAt: null });
const rowOf = (code: Parameters<typeof attention>[0], findings: readonly MappingFinding[]) =>
  row({ revision: 2, ...attention(code, findings) });

const files = globSync("fixtures/**/message.*", { cwd: CHECKOUT });
const reading = directReading(formats, () => "");

async function rowsOf(body: Buffer): Promise<Row[]> {
  const { format, parts } = await reading.cut(body, null);
  if (format === null) return [];
  const rows: Row[] = [];
  for (const { start, end, unreadable } of parts) {
    if (unreadable) rows.push(row({ revision: 2, ...attention("UNREADABLE", [], undefined, unreadable) }));
    const connection = tinyConnection({ format: { code: format, version: "", options: {} } });
    const context = { connection, duplicateOfOther: false, taken: [] };
    const decoded = await reading.decode(format, body.subarray(start, end), context);
    const problems = [
      decoded.problem,
      ...decoded.documents.map((each) => ("problem" in each ? each.problem : null)),
    ];
    for (const problem of problems) if (problem) rows.push(rowOf(problem.code, problem.findings));
  }
  return rows;
}

/** The readable forms of the documents in a body, both decoded and not decodable. */
async function viewsOf(body: Buffer): Promise<SourceView[]> {
  const { format: code, parts } = await reading.cut(body, null);
  const format = formats.find((each) => each.code === code);
  if (!format?.describe) return [];
  const { describe: view } = format;
  const connection = tinyConnection({ format: { code: format.code, version: "", options: {} } });
  const context = { connection, duplicateOfOther: false, taken: [] };
  const pieces = parts.filter(({ unreadable }) => !unreadable);
  const views = pieces.map(async ({ start, end }) => {
    const bytes = body.subarray(start, end);
    const { documents } = await reading.decode(format.code, bytes, context);
    return documents.map((each) => view(bytes, each));
  });
  return (await Promise.all(views)).flat();
}

describe("texts for people are terms of the catalogue", () => {
  it("has fixtures to play", () => expect(files.length).toBeGreaterThan(90));

  it.each(files)("%s, as it is and damaged", async (file) => {
    const whole = readFileSync(join(CHECKOUT, file));
    const half = whole.subarray(0, Math.floor(whole.length * 0.6));
    for (const body of [whole, half])
      for (const each of await rowsOf(body)) expect(strange(each)).toEqual([]);
  });

  it.each(files)("%s, in its readable form: places have codes or terms", async (file) => {
    const views = await viewsOf(readFileSync(join(CHECKOUT, file)));
    expect(views.flatMap(wordsIn)).toEqual([]);
  });

  it("and a label in words is found", () => {
    const rows = [{ label: "the price of it", value: "1" }];
    expect(wordsIn([{ title: "Line one", rows }])).toEqual(["Line one", "the price of it"]);
  });

  const time = { now: new Date("2026-11-20T10:00:00Z"), random: () => 0.5 };
  const late = new OdooFailure("unanswered", sayOdoo("late"));
  it.each([
    ["held", held(document, "id-0")],
    ["a fault of ours", failedInside(document)],
    ["Odoo does not answer", afterFailure(document, late, time)],
    [
      "Odoo does not answer for it alone",
      unansweredAlone({ ...document, failedAlone: 9 }, late, "steady", time),
    ],
  ] as const)("an outcome: %s", (_what, outcome) => {
    expect(sentencesOf(row(outcome)).length).toBeGreaterThan(0);
    expect(strange(row(outcome))).toEqual([]);
  });

  it("a plain text among them is found", () => {
    const finding = { code: "UNKNOWN_ITEM", field: "item", text: "A sentence." } as never;
    expect(strange(rowOf("UNKNOWN_ITEM", [finding]))).toEqual(["undefined", "undefined"]);
    const stored = { code: "UNKNOWN_ITEM", field: "item", text: textTerm("A sentence.") } as const;
    expect(strange(rowOf("UNKNOWN_ITEM", [stored]))).toEqual(["told.as-it-was", "told.as-it-was"]);
    const unheard = { code: "UNKNOWN_ITEM", field: "item", text: { term: "nobody.knows" } } as never;
    expect(strange(rowOf("UNKNOWN_ITEM", [unheard]))).toEqual(["nobody.knows", "nobody.knows"]);
  });
});
