import { element, loops, pairs, segment, segments } from "../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment } from "../../codecs/x12/types.ts";
import type { Item, Party } from "../../documents/values.ts";
import type { Findings } from "../mapping.ts";
import { decimalFromX12, impliedCentsFromX12 } from "./amounts.ts";
import { dateFromX12 } from "./dates.ts";
import { itemIdentifier, partyIdentifier } from "./identifiers.ts";
import { unitFromX12 } from "./units.ts";

/** Gives all segments of a loop and of the loops in it but those left out, in document order. */
export function flatten(loop: X12Loop, leftOut: readonly string[] = []): X12Segment[] {
  const inner = loop.loops
    .filter(({ id }) => !leftOut.includes(id))
    .flatMap((each) => flatten(each, leftOut));
  return [...loop.segments, ...inner].sort((a, b) => a.position - b.position);
}

/** Where an element stands, for a finding: the line of the sender's document, if it is in one. */
export type Place = { readonly findings: Findings; readonly line?: string };

function malformed({ findings, line }: Place, from: X12Segment, index: number, what: string): undefined {
  const name = `${from.id}${String(index).padStart(2, "0")}`;
  return findings.add({
    code: "SCHEMA_INVALID",
    ...(line === undefined ? {} : { line }),
    field: name,
    text: `${name} in segment ${from.position} is not ${what}.`,
  });
}

/** Gives the date in an element as an ISO day; undefined when it is empty or, with a finding, when it is no date. */
export function dateAt(from: X12Segment | undefined, index: number, place: Place): string | undefined {
  const value = element(from, index);
  if (from === undefined || value === undefined) return undefined;
  return dateFromX12(value) ?? malformed(place, from, index, "a date");
}

/** Gives the type R number in an element; undefined when it is empty or, with a finding, when it is no number. */
export function decimalAt(from: X12Segment | undefined, index: number, place: Place): string | undefined {
  const value = element(from, index);
  if (from === undefined || value === undefined) return undefined;
  return decimalFromX12(value) ?? malformed(place, from, index, "a decimal number");
}

/** Gives the type N2 amount in an element; undefined when it is empty or, with a finding, when it is none. */
export function centsAt(from: X12Segment | undefined, index: number, place: Place): string | undefined {
  const value = element(from, index);
  if (from === undefined || value === undefined) return undefined;
  return impliedCentsFromX12(value) ?? malformed(place, from, index, "an amount with two implied decimals");
}

/** Gives the Rec 20/21 unit of an element; undefined when it is empty or, with a finding, when it is not known. */
export function unitAt(
  from: X12Segment | undefined,
  index: number,
  { findings, line }: Place,
): string | undefined {
  const code = element(from, index);
  if (code === undefined) return undefined;
  const unit = unitFromX12(code);
  if (unit !== undefined) return unit;
  return findings.add({
    code: "UNKNOWN_UNIT",
    ...(line === undefined ? {} : { line }),
    field: "unit",
    theirs: code,
    text: `The unit ${code}${line === undefined ? "" : ` of line ${line}`} is not one whose meaning is certain.`,
  });
}

/** Gives the item that a segment's 235/234 pairs name. */
export function itemAt(from: X12Segment, first: number, description?: string): Item {
  const ids = pairs(from, first).map(({ qualifier, id }) => itemIdentifier(qualifier, id));
  return { ids, ...(description === undefined ? {} : { description }) };
}

/** Gives the free-form description in a line's PID segments (PID05), or undefined. */
export function descriptionOf(inLine: readonly X12Segment[]): string | undefined {
  const parts = inLine.filter(({ id }) => id === "PID").map((pid) => element(pid, 5));
  return parts.filter((part) => part !== undefined).join(" ") || undefined;
}

/** Gives the party of the first N1 loop with one of these entity codes (N101), or undefined. */
export function partyOf(root: X12Loop, codes: readonly string[]): Party | undefined {
  const loop = loops(root, "N1").find((each) => codes.includes(element(segment(each, "N1"), 1) ?? ""));
  if (loop === undefined) return undefined;
  const n1 = segment(loop, "N1");
  const [qualifier, id, name] = [element(n1, 3), element(n1, 4), element(n1, 2)];
  return {
    ids: qualifier === undefined || id === undefined ? [] : [partyIdentifier(qualifier, id)],
    ...(name === undefined ? {} : { name }),
    ...addressOf(loop),
  };
}

function addressOf(loop: X12Loop): Pick<Party, "address"> {
  const lines = segments(loop, "N3").flatMap((n3) => [element(n3, 1), element(n3, 2)]);
  const n4 = segment(loop, "N4");
  const address = {
    lines: lines.filter((line) => line !== undefined),
    city: element(n4, 1),
    region: element(n4, 2),
    postalCode: element(n4, 3),
    country: element(n4, 4),
  };
  return n4 === undefined && address.lines.length === 0 ? {} : { address };
}

/** Gives the currency that the message states (CUR02), or undefined. */
export function statedCurrency(root: X12Loop): string | undefined {
  return element(segment(root, "CUR"), 2);
}

/** Gives REF02 of the first REF segment with one of these qualifiers, the first qualifier first. */
export function referenceOf(from: readonly X12Segment[], qualifiers: readonly string[]): string | undefined {
  for (const qualifier of qualifiers) {
    const found = from.find((each) => each.id === "REF" && element(each, 1) === qualifier);
    if (found !== undefined) return element(found, 2);
  }
  return undefined;
}

/**
 * Adds a finding when the sender counts another number of lines (CTT01) than are there: part of the message may have
 * been lost on the sender's side, where the envelope's counts cannot show it.
 */
export function checkLineCount(stated: string | undefined, counted: number, findings: Findings): void {
  if (stated === undefined || Number(stated) === counted) return;
  findings.add({
    code: "SCHEMA_INVALID",
    field: "CTT01",
    text: `The message says that it has ${stated} lines, but ${counted} are in it.`,
  });
}

/** Gives CTT01, wherever the version's schema puts the segment outside the lines. */
export function statedLineCount(root: X12Loop, lineLoop: string): string | undefined {
  const ctt = flatten(root, [lineLoop]).find(({ id }) => id === "CTT");
  return element(ctt, 1);
}
