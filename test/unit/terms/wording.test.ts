import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CHECKOUT } from "../../../dev/environment/place.ts";
import { allTerms } from "../../../dev/generate-terms.ts";
import { entriesIn } from "../../support/terms/po-file.ts";
import { bannedIn, technicalIn } from "../../support/terms/wording.ts";

const contentOf = (path: string) => readFileSync(join(CHECKOUT, path), "utf8");
const templates = globSync("odoo_addon/*/i18n/*.pot", { cwd: CHECKOUT }).toSorted();

/** Returns the texts of a file of translations in its own language. */
const textsIn = (path: string): string[] =>
  path.endsWith(".pot")
    ? [...entriesIn(contentOf(path)).keys()].filter((text) => text !== "")
    : [...entriesIn(contentOf(path))].flatMap(([source, { text }]) => (source === "" ? [] : text));

/** Returns the texts with what a rule finds in them, as "phrase: text". */
const broken = (texts: readonly string[], rule: (text: string) => readonly string[]): string[] =>
  texts.flatMap((text) => rule(text).map((phrase) => `${phrase}: ${text}`));

describe("texts for people", () => {
  test("are many enough for the rules to mean something", () =>
    expect(templates.flatMap(textsIn).length).toBeGreaterThan(3000));

  test.each(templates)("in %s have no banned phrases and no technical names", (path) => {
    expect(broken(textsIn(path), (text) => bannedIn("en", text))).toEqual([]);
    expect(broken(textsIn(path), technicalIn)).toEqual([]);
  });

  test("of the sidecar's terms have none either", () => {
    const texts = allTerms().map(([, text]) => text);
    expect(broken(texts, (text) => [...bannedIn("en", text), ...technicalIn(text)])).toEqual([]);
  });

  test.each(["de", "fr"] as const)("in %s have no banned phrases", (language) => {
    const files = globSync(`odoo_addon/*/i18n/${language}.po`, { cwd: CHECKOUT });
    expect(files).toHaveLength(templates.length);
    expect(broken(files.flatMap(textsIn), (text) => bannedIn(language, text))).toEqual([]);
  });
});

describe("a rule fails on", () => {
  test.each([
    ["en", "HM-99017 stands for Gloves now."],
    ["en", "A person accepted it."],
    ["en", "It would need a person."],
    ["en", "The supplier's price is 5.25."],
    ["en", 'The column "code" is empty.'],
    ["de", "Das Sidecar hat keine Datei."],
    ["fr", "L’expéditeur doit corriger."],
  ] as const)("a banned phrase (%s): %s", (language, text) =>
    expect(bannedIn(language, text)).not.toEqual([]),
  );

  test.each([
    "The type is OrderResponse.",
    "The value is not valid (invalid_type).",
    "The value at data.currency is missing.",
    "The path of itemQualifiers is unknown.",
    "Add the code to the crosswalk (scheme cost-centre).",
  ])("a technical name: %s", (text) => expect(technicalIn(text)).not.toEqual([]));

  test.each([
    "Check SUTURE_ODOO_URL in the sidecar's configuration.",
    "Enter an address such as https://suture.example.org:8080.",
    "Line {line}: the cost centre {costCentre} is unknown.",
    "Suture can write only encounters as CloudEvents.",
  ])("and accepts: %s", (text) => expect(technicalIn(text)).toEqual([]));
});
