import type { Order, OrderLine } from "../../../documents/order.ts";
import type { Party } from "../../../documents/values.ts";
import { type MappingFinding, problem } from "../../mapping.ts";
import type { Written } from "../mapper.ts";
import type { X12Options } from "../options.ts";
import { say } from "../terms.ts";
import { decimalToX12 } from "../values/amounts.ts";
import { dateToX12 } from "../values/dates.ts";
import { itemPair, partyQualifier } from "../values/identifiers.ts";
import { writtenPrice } from "../values/prices.ts";
import { unitToX12 } from "../values/units.ts";

/**
 * Writes an order as the segments of an X12 850 (4010 and 5010) between ST and SE: BEG, CUR, REF, DTM, N1 loops (BY, ST, SE), PO1
 * loops with all known item numbers and PID, CTT, AMT. A unit without an X12 code results in the problem UNKNOWN_UNIT; it is
 * never replaced with another unit.
 */
export function writeOrder850(order: Order, options: X12Options): Written {
  const [first, ...others] = order.lines
    .filter((line) => unitToX12(line.quantity.unit) === undefined)
    .map(unknownUnit);
  if (first !== undefined) return problem([first, ...others]);
  const segments = [
    [
      "BEG",
      order.purpose === undefined ? "00" : options.purposes[order.purpose],
      options.orderType,
      order.id,
      "",
      dateToX12(order.issueDate),
    ],
    ["CUR", "BY", order.currency],
    ...(order.contractReference === undefined ? [] : [["REF", "CT", order.contractReference]]),
    ...dateSegments(order.requestedDate, options),
    ...partySegments("BY", order.buyer),
    ...(order.deliverTo === undefined ? [] : partySegments("ST", order.deliverTo)),
    ...partySegments("SE", order.seller),
    ...order.lines.flatMap((line) => lineSegments(line, order, options)),
    ["CTT", String(order.lines.length)],
    ...(order.total === undefined ? [] : [["AMT", "TT", decimalToX12(order.total)]]),
  ];
  return { segments };
}

function unknownUnit(line: OrderLine): MappingFinding {
  const unit = line.quantity.unit;
  return {
    code: "UNKNOWN_UNIT",
    line: line.id,
    field: "unit",
    ours: unit,
    text: say("unit-not-known", { unit, line: line.id }),
  };
}

function dateSegments(date: string | undefined, options: X12Options): string[][] {
  return date === undefined ? [] : [["DTM", options.requestedDateQualifier, dateToX12(date)]];
}

/**
 * Returns the N1 segment of a party, followed by N3 and N4 for its address. N103 and N104 contain the first identifier that has
 * an X12 qualifier; if there is none, both are omitted.
 */
function partySegments(code: string, party: Party): string[][] {
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
 * Returns a part of an address, or an empty string if the part is absent or does not match the form of its element. The address
 * is then sent without this part.
 */
function fitting(value: string | undefined, form: RegExp): string {
  return value !== undefined && form.test(value) ? value : "";
}

function lineSegments(line: OrderLine, order: Order, options: X12Options): string[][] {
  const ids = line.item.ids.flatMap((identifier) => itemPair(identifier, options.itemQualifiers) ?? []);
  const description = plainText(line.item.description ?? "", 80);
  const [price, basis] =
    line.price === undefined
      ? ["", ""]
      : writtenPrice(line.price.amount, line.quantity.unit, options.priceBasis);
  const unit = unitToX12(line.quantity.unit) ?? "";
  return [
    ["PO1", line.id, decimalToX12(line.quantity.value), unit, price, basis, ...ids],
    ...(options.descriptions && description !== "" ? [["PID", "F", "", "", "", description]] : []),
    ...dateSegments(line.requestedDate === order.requestedDate ? undefined : line.requestedDate, options),
  ];
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
