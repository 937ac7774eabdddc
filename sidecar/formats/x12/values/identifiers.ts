import type { Identifier } from "../../../documents/values.ts";
import { type CodeTable, readCode } from "../../shared/code-table.ts";
import { gtin14, ndc11 } from "../../shared/item-numbers.ts";
import { itemQualifiers, partyQualifiers } from "../codes/identifiers.ts";

/** Returns the scheme for a qualifier, or undefined if the table does not contain the qualifier. */
function schemeOf(table: CodeTable<string>, qualifier: string): string | undefined {
  const read = readCode(table, qualifier);
  return "meaning" in read ? read.meaning : undefined;
}

/**
 * Maps the qualifiers of envelopes (element I05), which are the schemes of a connection's identifiers, to qualifiers of parties
 * (element 66).
 */
const partyByInterchangeQualifier: Readonly<Record<string, string>> = {
  "01": "1",
  "14": "9",
  "07": "UL",
  "20": "21",
  ZZ: "ZZ",
};

/** Returns the party identifier of an N103/N104 pair. If the qualifier is not supported, the scheme is "x12:<qualifier>". */
export function partyIdentifier(qualifier: string, id: string): Identifier {
  return { scheme: schemeOf(partyQualifiers, qualifier) ?? `x12:${qualifier}`, id };
}

/** Returns the qualifier (N103) for the scheme of a party identifier, or undefined if X12 has none for it. */
export function partyQualifier(scheme: string): string | undefined {
  const known = Object.entries(partyQualifiers.codes).find(([, meaning]) => meaning === scheme);
  return known?.[0] ?? partyByInterchangeQualifier[scheme] ?? /^x12:(\w{1,2})$/.exec(scheme)?.[1];
}

/**
 * Returns the item identifier of a 235/234 pair. A GTIN with a wrong check digit and an NDC in the wrong format get the scheme
 * "x12:<qualifier>", so they are stored but not used to find the item.
 */
export function itemIdentifier(qualifier: string, id: string): Identifier {
  const scheme = schemeOf(itemQualifiers, qualifier);
  const unverified = { scheme: `x12:${qualifier}`, id };
  if (scheme === undefined) return unverified;
  const normalised = scheme === "gtin" ? gtin14(id) : scheme === "ndc" ? ndc11(qualifier, id) : id;
  return normalised === undefined ? unverified : { scheme, id: normalised };
}

/**
 * Returns the 235/234 pair of an item identifier, with the qualifier that `qualifiers`, a format option, contains for its scheme.
 * Returns undefined if there is no qualifier for the scheme or the check digit of a GTIN is wrong. A GTIN is sent in its natural
 * length: UP (12), EN (13) or UK (14).
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
