import type { Identifier } from "../../../documents/values.ts";
import { type CodeTable, readCode } from "../../shared/code-table.ts";
import { itemQualifiers, partyQualifiers } from "../codes/identifiers.ts";

/** Returns the scheme that a qualifier stands for, or undefined: the number is kept under the qualifier's own name. */
function schemeOf(table: CodeTable<string>, qualifier: string): string | undefined {
  const read = readCode(table, qualifier);
  return "meaning" in read ? read.meaning : undefined;
}

/** Qualifiers of the interchange (element I05) under which connections hold identifiers, as element 66 has them. */
const partyByInterchangeQualifier: Readonly<Record<string, string>> = {
  "01": "1",
  "14": "9",
  "07": "UL",
  "20": "21",
  ZZ: "ZZ",
};

/** Lengths of the labeler, product and package parts of an NDC by its format. */
const ndcFormats: Readonly<Record<string, readonly [number, number, number]>> = {
  N1: [4, 4, 2],
  N2: [5, 3, 2],
  N3: [5, 4, 1],
  N4: [5, 4, 2],
};

/** Gives the party identifier of N103/N104. */
export function partyIdentifier(qualifier: string, id: string): Identifier {
  return { scheme: schemeOf(partyQualifiers, qualifier) ?? `x12:${qualifier}`, id };
}

/** Gives N103 for a party identifier, or undefined when X12 has no word for its scheme. */
export function partyQualifier(scheme: string): string | undefined {
  const known = Object.entries(partyQualifiers.codes).find(([, meaning]) => meaning === scheme);
  return known?.[0] ?? partyByInterchangeQualifier[scheme] ?? /^x12:(\w{1,2})$/.exec(scheme)?.[1];
}

/**
 * Gives the item identifier of one 235/234 pair. A GTIN whose check digit is wrong and an NDC that does not fit its
 * format are kept under "x12:<qualifier>": on record, but no ground for a match.
 */
export function itemIdentifier(qualifier: string, id: string): Identifier {
  const scheme = schemeOf(itemQualifiers, qualifier);
  const unverified = { scheme: `x12:${qualifier}`, id };
  if (scheme === undefined) return unverified;
  const normalised = scheme === "gtin" ? gtin14(id) : scheme === "ndc" ? ndc11(qualifier, id) : id;
  return normalised === undefined ? unverified : { scheme, id: normalised };
}

/** Gives the 14-digit form of a GTIN-8, -12, -13 or -14 whose check digit is right, else undefined (GS1 §7.9). */
export function gtin14(value: string): string | undefined {
  if (!/^(\d{8}|\d{12,14})$/.test(value)) return undefined;
  const digits = value.padStart(14, "0");
  const sum = [...digits.slice(0, 13)].reduce(
    (total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1),
    0,
  );
  return (10 - (sum % 10)) % 10 === Number(digits[13]) ? digits : undefined;
}

/** Gives the 11-digit (5-4-2) form of an NDC, or undefined when it does not fit its format. */
export function ndc11(qualifier: string, value: string): string | undefined {
  const parts = value.split("-");
  if (parts.length === 3) return padNdc(parts);
  const format = ndcFormats[qualifier];
  if (format === undefined) return /^\d{11}$/.test(value) ? value : undefined;
  const [labeler, product, pack] = format;
  if (!/^\d+$/.test(value) || value.length !== labeler + product + pack) return undefined;
  return padNdc([
    value.slice(0, labeler),
    value.slice(labeler, labeler + product),
    value.slice(labeler + product),
  ]);
}

function padNdc(parts: readonly string[]): string | undefined {
  const [labeler = "", product = "", pack = ""] = parts;
  const padded = labeler.padStart(5, "0") + product.padStart(4, "0") + pack.padStart(2, "0");
  return /^\d{11}$/.test(padded) ? padded : undefined;
}

/**
 * Gives the 235/234 pair of an item identifier by the partner's qualifier of its scheme, or undefined when X12 has no word for it or the GTIN's check digit is
 * wrong. A GTIN goes out in its natural length: UP (12), EN (13) or UK (14).
 */
export function itemPair(
  identifier: Identifier,
  qualifiers: Readonly<Record<string, string>>,
): readonly [string, string] | undefined {
  if (identifier.scheme === "gtin") return gtinPair(identifier.id);
  const qualifier = qualifiers[identifier.scheme];
  return qualifier === undefined ? undefined : [qualifier, identifier.id];
}

function gtinPair(id: string): readonly [string, string] | undefined {
  const digits = gtin14(id);
  if (digits === undefined) return undefined;
  if (digits.startsWith("00")) return ["UP", digits.slice(2)];
  return digits.startsWith("0") ? ["EN", digits.slice(1)] : ["UK", digits];
}
