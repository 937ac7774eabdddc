import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHECKOUT } from "../../../dev/environment/place.ts";
import { allTerms, recordName, termData } from "../../../dev/generate-terms.ts";
import { entriesIn } from "../../support/terms/po-file.ts";

const textOf = (path: string) => readFileSync(join(CHECKOUT, "odoo_addon/suture", path), "utf8");

const entriesOf = (name: string) => entriesIn(textOf(`i18n/${name}`));

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\w+\}/g)].map(([all]) => all).toSorted();

const terms = allTerms();

describe("the texts of all terms", () => {
  it("have a unique code and record", () => {
    expect(terms.length).toBeGreaterThan(500);
    expect(new Set(terms.map(([code]) => code)).size).toBe(terms.length);
    expect(new Set(terms.map(([code]) => recordName(code))).size).toBe(terms.length);
  });

  it("that address the partner have the placeholders of the texts for our own people", () => {
    const texts = new Map(terms);
    const addressed = terms.filter(([code]) => code.startsWith("to-partner."));
    expect(addressed.length).toBeGreaterThan(20);
    for (const [code, text] of addressed)
      expect([code, placeholders(text)]).toEqual([
        code,
        placeholders(texts.get(code.slice("to-partner.".length)) ?? "none"),
      ]);
  });

  it("are unchanged in the addon's data", () =>
    expect(textOf("data/term_data.xml"), "run node dev/generate-terms.ts").toBe(termData()));

  it.each(["suture.pot", "de.po", "fr.po"])("are in the template %s, each under its record", (name) => {
    const entries = entriesOf(name);
    const lacking = terms.filter(([code, text]) => {
      const place = `model:suture.term,text:suture.${recordName(code)}`;
      return !entries.get(text)?.places.includes(place);
    });
    expect(lacking.map(([code]) => code)).toEqual([]);
  });

  it.each(["de.po", "fr.po"])("are translated in %s, with the same placeholders", (name) => {
    const entries = entriesOf(name);
    const wrong = terms.filter(([, text]) => {
      const translated = entries.get(text)?.text ?? "";
      return translated === "" || String(placeholders(translated)) !== String(placeholders(text));
    });
    expect(wrong).toEqual([]);
  });
});
