import type { Item, Party } from "../../../documents/values.ts";
import type { MappingFinding } from "../../mapping.ts";
import type { X12Options } from "../options.ts";
import { say } from "../terms.ts";
import { dateToX12 } from "./dates.ts";
import { itemPair, partyQualifier } from "./identifiers.ts";

/** Segments that several of our transaction sets have in common. */

/** Returns the finding for a line whose unit has no X12 code. It is never replaced with another unit. */
export function unknownUnit(line: string, unit: string): MappingFinding {
  return {
    code: "UNKNOWN_UNIT",
    line,
    field: "unit",
    ours: unit,
    text: say("unit-not-known", { unit, line }),
  };
}

/** Returns the DTM segment of a requested date, or an empty list if there is no date. */
export function dateSegments(date: string | undefined, options: X12Options): string[][] {
  return date === undefined ? [] : [["DTM", options.requestedDateQualifier, dateToX12(date)]];
}

/** Returns the pairs of qualifier (235) and number (234) of an item, one after the other. */
export function itemNumbers(item: Item | undefined, options: X12Options): string[] {
  return (item?.ids ?? []).flatMap((identifier) => itemPair(identifier, options.itemQualifiers) ?? []);
}

/** Returns the PID segment with the name of an item, or an empty list if there is none or the partner does not want it. */
export function descriptionSegments(item: Item | undefined, options: X12Options): string[][] {
  const description = plainText(item?.description ?? "", 80);
  return options.descriptions && description !== "" ? [["PID", "F", "", "", "", description]] : [];
}

/**
 * Returns the N1 segment of a party, followed by N3 and N4 for its address. N103 and N104 contain the first identifier that has
 * an X12 qualifier; if there is none, both are omitted.
 */
export function partySegments(code: string, party: Party): string[][] {
  const known = party.ids.map(({ scheme, id }) => ({ qualifier: partyQualifier(scheme), id }));
  const chosen = known.find(({ qualifier }) => qualifier !== undefined);
  const name = plainText(party.name ?? chosen?.id ?? "", 60);
  const n1 = ["N1", code, name, ...(chosen?.qualifier === undefined ? [] : [chosen.qualifier, chosen.id])];
  return [n1, ...addressSegments(party.address)];
}

function addressSegments(address: Party["address"]): string[][] {
  if (address === undefined) return [];
  const [first, second] = (address.lines ?? [])
    .map((line) => plainText(line, 55))
    .filter((line) => line !== "");
  const n3 = first === undefined ? [] : [["N3", first, ...(second === undefined ? [] : [second])]];
  const n4 = [
    "N4",
    plainText(address.city ?? "", 30),
    fitting(address.region, /^[A-Z]{2}$/),
    fitting(address.postalCode, /^[A-Za-z0-9 -]{3,15}$/),
    fitting(address.country, /^[A-Z]{2,3}$/),
  ];
  return n4.slice(1).every((value) => value === "") ? n3 : [...n3, n4];
}

/**
 * Returns a value, or an empty string if it is absent or does not match the form of its element. The document is then sent without
 * this value.
 */
export function fitting(value: string | undefined, form: RegExp): string {
  return value !== undefined && form.test(value) ? value : "";
}

/** The longest text in one MSG (element 933) and in one MTX (element 1551). */
const longestText = { MSG: 264, MTX: 4096 };

/**
 * Returns the segments of a note: N9, followed by its text in MSG segments or, in 005010, in an MTX. Returns an empty list if there
 * is no note.
 */
export function noteSegments(note: string | undefined, version: string): string[][] {
  const text = plainText(note ?? "", longestText.MTX);
  if (text === "") return [];
  const head = ["N9", "L1", "NOTE"];
  if (version.startsWith("005")) return [head, ["MTX", "", text]];
  const parts = text.match(new RegExp(`.{1,${longestText.MSG}}`, "gu")) ?? [];
  return [head, ...parts.map((part) => ["MSG", part.trim()])];
}

/**
 * Converts free text to a valid element value: removes the usual separators and control characters, replaces characters outside
 * latin-1, and truncates it to `length` characters. Use it only for names and descriptions. Identifiers must never be altered;
 * the writer rejects an invalid one.
 */
export function plainText(value: string, length: number): string {
  const latin = [...value.normalize("NFC")].map((sign) =>
    sign > "\u00ff" ? (fallbacks[sign] ?? "?") : sign,
  );
  return latin
    .join("")
    .replaceAll(/[*~^:>|\\\p{Cc}]+/gu, " ")
    .replaceAll(/ {2,}/g, " ")
    .trim()
    .slice(0, length)
    .trim();
}

const fallbacks: Readonly<Record<string, string>> = {
  "\u2013": "-",
  "\u2014": "-",
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u2026": "...",
  "\u20ac": "EUR",
};
