import { describe, expect, test } from "vitest";
import { attention } from "../../../sidecar/engine/model/exceptions.ts";
import type { DeliveryOutcome } from "../../../sidecar/engine/ports/journal/deliveries.ts";
import type { ConnectionReport } from "../../../sidecar/engine/ports/odoo.ts";
import type { Outcome } from "../../../sidecar/engine/records.ts";
import { DeliveryFailure, OdooFailure, SetUpFailure } from "../../../sidecar/engine/resilience/failures.ts";
import type { ConfirmedDispatch, Finding, Operation, Plan } from "../../../sidecar/flows/flow.ts";
import type { Words } from "../../../sidecar/terms/words.ts";
import { sidecarFiles, sourceOf } from "../../support/architecture/imports.ts";
import {
  constantsOf,
  handMadeTerms,
  MAKERS,
  parametersIn,
  QUOTED,
  sentencesInParameters,
} from "../../support/terms/source-rules.ts";
import { textTerm } from "../../support/told.ts";

/**
 * Users see no sentence that the sidecar has composed. The types of all texts for users accept only terms, and the rules for the
 * sources find what types cannot express. test/unit/odoo/sentences.test.ts checks the results of the fixtures.
 */

const files = sidecarFiles();
const exported = new Map(
  files.flatMap((file) => [
    ...constantsOf(
      sourceOf(file)
        .match(/^export const [\s\S]*?;$/gm)
        ?.join("\n") ?? "",
    ),
  ]),
);

describe("the sources", () => {
  test("make enough terms for the rules to mean something", () => {
    const calls = files.flatMap((file) => parametersIn(sourceOf(file)));
    expect(calls.length).toBeGreaterThan(250);
  });

  test.each(files)("%s makes terms only by the functions of declared tables", (file) =>
    expect(handMadeTerms(file, sourceOf(file))).toEqual([]),
  );

  test.each(files)("%s fills no term with a sentence", (file) =>
    expect(sentencesInParameters(file, sourceOf(file), exported)).toEqual([]),
  );

  test.each([...Object.keys(MAKERS), ...Object.keys(QUOTED)])("%s, an exception, is there", (file) =>
    expect(files).toContain(file),
  );
});

/** Returns a line of the tests as source code, in which # stands for the start of a template value. */
const asSource = (line: string): string => line.replaceAll("#{", "${");

describe("a rule fails on", () => {
  test.each([
    'return { term: "order.gone" };',
    'return { "term": code, parameters };',
    "const term = made(); return { term };",
    "const term = made(); return { term, parameters: { line } };",
    'note: [{ parameters: {}, term: "x.y" }]',
    "return JSON.parse(text) as Term;",
    "return rows as Words;",
    "return given as readonly Term[];",
  ])("a term made by hand: %s", (code) => expect(handMadeTerms("engine/x.ts", code)).toHaveLength(1));

  test.each([
    'say("failed", { error: "the file is gone" });',
    "say('failed', { error: 'the file is gone' });",
    'say("failed", { error: `the file #{name} is gone` });',
    'say("failed", { error: known ? name : "not known to anybody" });',
    'say("failed", { error: "it is " + name });',
    'say("at", { what: { all: ["line one", other] } });',
    'sayDelivery("failed", { error: name ?? "no name" });',
    'told("as-it-was", { text: "The order is gone." });',
    'say(isLate ? "late" : "early", { ...values, why: "because it is" });',
    'say("outer", { inner: say("failed", 7), why: "because it is" });',
    'const WHY = "The order is gone."; say("failed", { error: WHY });',
    'const WHY = "The order is gone."; say("failed", { error: `#{WHY}!` });',
    'say("failed", { error: FAR_AWAY });',
    'say("failed", { error: error.message });',
    'say("failed", { error: String(error) });',
    'say("failed", { error: `#{failure.message}` });',
  ])("a sentence in a parameter: %s", (code) =>
    expect(
      sentencesInParameters("engine/x.ts", asSource(code), new Map([["FAR_AWAY", '"said elsewhere"']]))
        .length,
    ).toBeGreaterThan(0),
  );
});

describe("a rule accepts", () => {
  test.each([
    "const { term, parameters } = note;",
    "const shown = ({ term }: Term) => texts[term];",
    '// { term: it is a comment }\nsay("late");',
    "type Row = { readonly term: Term };",
  ])("what makes no term: %s", (code) => expect(handMadeTerms("engine/x.ts", code)).toEqual([]));

  test.each([
    'say("failed", { place: "PV1-19", line });',
    'say("failed", { error: say("late") });',
    'say("element", { place: `#{id}#{position}` });',
    'say("failed", { name }); log.warn("the file is gone");',
    'const WHY = "The order is gone."; say("failed", { WHY: name });',
    'const WHY = "The order is gone."; say("failed", { why: given.WHY });',
  ])("a value: %s", (code) =>
    expect(sentencesInParameters("engine/x.ts", asSource(code), new Map())).toEqual([]),
  );
});

describe("the types accept a term, and no sentence, as", () => {
  const text = textTerm("It is a term.");
  const sentence = "It is a sentence.";

  test("what is known of a document", () => {
    attention("UNKNOWN_ITEM", [], text, text);
    // @ts-expect-error a suggestion
    attention("UNKNOWN_ITEM", [], sentence);
    // @ts-expect-error the details of a reason
    attention("UNKNOWN_ITEM", [], undefined, sentence);
    const about = { code: "UNKNOWN_ITEM", field: "item" } as const;
    // @ts-expect-error a finding
    const finding: Finding = { ...about, text: sentence };
    // @ts-expect-error a reason
    const reason: Pick<Outcome, "reason"> = { reason: [sentence] };
    // @ts-expect-error a suggestion
    const suggestion: Pick<Outcome, "suggestion"> = { suggestion: [sentence] };
    // @ts-expect-error a note
    const note: Pick<Outcome, "note"> = { note: [sentence] };
    // @ts-expect-error several sentences
    const words: Words = [sentence];
    expect([finding, reason, suggestion, note, words]).toHaveLength(5);
  });

  test("the decision of a flow", () => {
    // @ts-expect-error the note of a plan
    const plan: Plan = { operations: [], links: [], note: sentence };
    // @ts-expect-error a note on a record
    const operation: Operation = { op: "notify", to: { model: "purchase.order", id: 1 }, body: sentence };
    // @ts-expect-error what the partner complains of
    const confirms: ConfirmedDispatch = { status: "rejected", errors: [sentence] };
    expect([plan, operation, confirms]).toHaveLength(3);
  });

  test("what went wrong outside", () => {
    expect(new OdooFailure("refused", text).said).toEqual(text);
    // @ts-expect-error Odoo
    expect(() => new OdooFailure("refused", sentence)).not.toThrow();
    // @ts-expect-error a partner
    expect(() => new DeliveryFailure("partner-away", sentence)).not.toThrow();
    // @ts-expect-error our settings
    expect(() => new SetUpFailure(sentence)).not.toThrow();
    // @ts-expect-error a delivery
    const outcome: DeliveryOutcome = { state: "failed", error: sentence };
    // @ts-expect-error a connection
    const report: Pick<ConnectionReport, "detail"> = { detail: sentence };
    expect([outcome, report]).toHaveLength(2);
  });
});
