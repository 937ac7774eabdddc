import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHECKOUT } from "../../../dev/environment/place.ts";
import { allTerms, recordName, termData } from "../../../dev/generate-terms.ts";

const textOf = (path: string) => readFileSync(join(CHECKOUT, "odoo_addon/suture", path), "utf8");

type Entry = { readonly places: readonly string[]; readonly text: string };

/** The entries of a PO file by their source texts. */
function entriesOf(name: string): ReadonlyMap<string, Entry> {
  const entries = textOf(`i18n/${name}`)
    .split("\n\n")
    .map((block) => {
      const [, source = "", text = ""] = /^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)/m.exec(block) ?? [];
      const places = [...block.matchAll(/^#: (\S+)/gm)].map(([, place = ""]) => place);
      return [unquoted(source), { places, text: unquoted(text) }] as const;
    });
  return new Map(entries);
}

const unquoted = (quoted: string): string =>
  quoted
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as string)
    .join("");

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\w+\}/g)].map(([all]) => all).toSorted();

const terms = allTerms();

describe("the texts of all terms", () => {
  it("have a unique code and record", () => {
    expect(terms.length).toBeGreaterThan(500);
    expect(new Set(terms.map(([code]) => code)).size).toBe(terms.length);
    expect(new Set(terms.map(([code]) => recordName(code))).size).toBe(terms.length);
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
