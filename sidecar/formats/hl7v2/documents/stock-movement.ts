import { segment, segments, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Message } from "../../../codecs/hl7v2/types.ts";
import { dayOfEvent } from "../../../documents/days.ts";
import {
  type StockMovement,
  type StockMovementLine,
  stockMovement,
} from "../../../documents/stock-movement.ts";
import type { Identifier } from "../../../documents/values.ts";
import { type Findings, mappedUnless, validator } from "../../mapping.ts";
import type { Hl7Context, MappedHl7 } from "../mapper.ts";
import type { MovementOptions } from "../options.ts";
import { say } from "../terms.ts";
import { decimalFromHl7 } from "../values/amounts.ts";
import type { CodedElement } from "../values/coded.ts";
import { isCode, LONGEST_CODE } from "../values/codes.ts";
import { isCoarse, lastDayOf } from "../values/days.ts";
import type { RawLot } from "../values/lots.ts";
import { instantOf, zoneOf } from "../values/moments.ts";
import { patientPseudonym } from "../values/patient-numbers.ts";
import { type CodedField, firstFilled } from "../values/places.ts";
import { ownUnit, unitUnder } from "../values/units.ts";

const toStockMovement = validator(stockMovement);

/** The unconverted values of one segment about goods that left stock or were returned. */
export type RawLine = {
  /** The segment ID for findings, such as "RXD" or "ZSU". */
  readonly segment: string;
  readonly ids: readonly Identifier[];
  /** A negative amount is a return. */
  readonly amount: string | undefined;
  /** Whether the goods are returned to stock, for example because the order was cancelled. */
  readonly isReturn: boolean;
  /** The unit and its alternates in other coding systems. */
  readonly unit: readonly CodedElement<"written" | "ucum" | "snomed">[];
  readonly lots: readonly RawLot[];
  readonly occurredAt: string | undefined;
  readonly department: CodedField | undefined;
  readonly costCentre: CodedField | undefined;
};

export type Reading = {
  readonly message: HL7Message;
  readonly context: Hl7Context;
  readonly agreement: MovementOptions;
  readonly findings: Findings;
};

type Head = Omit<StockMovement, "lines">;
type Entry = { readonly head: Head; readonly line: StockMovementLine };

/**
 * Returns the movements of the message: one for each combination of department, cost centre, day and direction, with lines
 * numbered in segment order. If a line cannot be read, returns only a problem, because a message must not be used in part.
 */
export function movementsOf(lines: readonly RawLine[], reading: Reading): readonly MappedHl7[] {
  const number = numberOf(reading);
  if (segments(reading.message, "PV1").length > 1) reading.findings.add(severalVisits);
  const entries = lines.flatMap((line, index) => entryOf(line, String(index + 1), number, reading) ?? []);
  const { timeZone } = reading.context.connection;
  const [first, ...others] = [...grouped(entries, timeZone).values()];
  const mapped = mappedUnless(reading.findings, () => movement(first ?? []));
  if ("problem" in mapped) return [number === undefined ? mapped : { ...mapped, number }];
  return [mapped, ...others.map(movement)];
}

const severalVisits = {
  code: "SCHEMA_INVALID",
  field: "PV1",
  text: say("several-visits"),
} as const;

function grouped(entries: readonly Entry[], timeZone: string): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { direction, occurredAt, department, costCentre } = entry.head;
    const key = JSON.stringify([direction, dayOfEvent(occurredAt, timeZone), department, costCentre]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return groups;
}

function movement(entries: readonly Entry[]) {
  return toStockMovement({ ...entries[0]?.head, lines: entries.map(({ line }) => line) });
}

/**
 * Returns the movement number. If it is missing or not a code, adds a finding and returns undefined. Only a code is accepted
 * because the number is displayed to users.
 */
function numberOf({ message, agreement, findings }: Reading): string | undefined {
  const number = firstFilled(agreement.movement.number, [message]);
  if (number !== undefined && isCode(number)) return number;
  const place = agreement.movement.number.join(", ");
  const places = { all: agreement.movement.number };
  const text =
    number === undefined
      ? say("no-movement-number", { places })
      : number.length > LONGEST_CODE
        ? say("movement-number-too-long", { places, length: number.length, most: LONGEST_CODE })
        : say("movement-number-not-a-code", { places });
  return findings.add({ code: "SCHEMA_INVALID", field: place, text });
}

function entryOf(raw: RawLine, id: string, number: string | undefined, reading: Reading): Entry | undefined {
  const { message, context, findings } = reading;
  const amount = amountOf(raw, id, findings);
  const unit = unitOf(raw, id, reading);
  const occurredAt = momentOf(raw, id, reading);
  const department = codeOf(raw.department, "UNKNOWN_LOCATION", "department", raw, id, findings);
  const costCentre =
    raw.costCentre === undefined
      ? undefined
      : codeOf(raw.costCentre, "UNKNOWN_ACCOUNT", "cost centre", raw, id, findings);
  const lot = lotOf(raw, id, findings);
  if (raw.ids.length === 0) findings.add(about(raw, id, "UNKNOWN_ITEM", "item", "line-item-missing"));
  if (number === undefined || amount === undefined || unit === undefined) return undefined;
  if (occurredAt === undefined || department === undefined) return undefined;
  const encounter = patientPseudonym(segment(message, "PV1"), 19, "encounter", context.pseudonym);
  return {
    head: {
      type: "StockMovement",
      id: number,
      direction: amount.isReturn ? "return" : "consumption",
      occurredAt,
      department: [{ scheme: "department", id: department }],
      ...(costCentre === undefined ? {} : { costCentre: [{ scheme: "cost-centre", id: costCentre }] }),
      ...(encounter ? { encounter } : {}),
    },
    line: {
      id,
      item: { ids: [...raw.ids] },
      quantity: { value: amount.value, unit },
      ...(lot === undefined ? {} : { lot }),
    },
  };
}

/** The codes of texts that contain the number and segment of a line. */
type LineFault =
  | "line-item-missing"
  | "line-quantity-missing"
  | "line-units-differ"
  | "line-unit-missing"
  | "line-unit-unclear"
  | "line-day-too-coarse"
  | "line-day-missing"
  | "line-department-not-a-code"
  | "line-cost-centre-not-a-code"
  | "line-several-lots"
  | "line-lot-not-a-code"
  | "line-expiry-not-a-date"
  | "line-several-expiries";

function about(
  { segment: place }: RawLine,
  line: string,
  code: "UNKNOWN_ITEM" | "UNKNOWN_LOCATION" | "UNKNOWN_ACCOUNT" | "LOT_MISSING" | "SCHEMA_INVALID",
  field: string,
  what: LineFault,
) {
  return { code, line, field, text: say(what, { line, segment: place }) } as const;
}

function amountOf(raw: RawLine, line: string, findings: Findings) {
  const read = raw.amount === undefined ? undefined : decimalFromHl7(raw.amount);
  if (read === undefined || /^-?0+(\.0*)?$/.test(read))
    return findings.add(about(raw, line, "SCHEMA_INVALID", "quantity", "line-quantity-missing"));
  const isNegative = read.startsWith("-");
  return { value: isNegative ? read.slice(1) : read, isReturn: isNegative || raw.isReturn };
}

/**
 * Returns the unit according to the format options or, if they do not contain it, according to the unit tables. An unknown unit
 * is returned as the sender's own code, which the crosswalk may contain. If several codes have different meanings, adds a finding
 * and returns undefined, because a person must decide.
 */
function unitOf(raw: RawLine, line: string, { agreement, findings }: Reading): string | undefined {
  const { units } = agreement.movement;
  const agreed = raw.unit.flatMap(({ code }) => (Object.hasOwn(units, code) ? (units[code] ?? []) : []));
  const known = raw.unit.flatMap(({ reading, code }) => unitUnder(reading, code) ?? []);
  const [unit, ...others] = new Set(agreed.length > 0 ? agreed : known);
  if (unit !== undefined && others.length === 0) return unit;
  const own = unit === undefined && raw.unit[0] !== undefined ? ownUnit(raw.unit[0].code) : undefined;
  if (own !== undefined) return own;
  const what =
    unit !== undefined
      ? "line-units-differ"
      : raw.unit.length === 0
        ? "line-unit-missing"
        : "line-unit-unclear";
  return findings.add({ ...about(raw, line, "SCHEMA_INVALID", "unit", what), code: "UNKNOWN_UNIT" });
}

function momentOf(
  raw: RawLine,
  line: string,
  { message, context, agreement, findings }: Reading,
): string | undefined {
  const sent = value(segment(message, "MSH"), 7) ?? "";
  const zone = zoneOf(sent) ?? agreement.movement.utcOffset ?? context.connection.timeZone;
  const stamp = raw.occurredAt ?? sent;
  const what = isCoarse(stamp) ? "line-day-too-coarse" : "line-day-missing";
  return instantOf(stamp, zone) ?? findings.add(about(raw, line, "SCHEMA_INVALID", "date", what));
}

function codeOf(
  said: CodedField | undefined,
  reason: "UNKNOWN_LOCATION" | "UNKNOWN_ACCOUNT",
  field: "department" | "cost centre",
  raw: RawLine,
  line: string,
  findings: Findings,
): string | undefined {
  if (said !== undefined && "conflict" in said)
    return findings.add({ code: reason, line, field, text: severalOf(field, raw, line, said.conflict) });
  if (said !== undefined && isCode(said.value)) return said.value;
  const what = field === "department" ? "line-department-not-a-code" : "line-cost-centre-not-a-code";
  return findings.add(about(raw, line, reason, field, what));
}

function severalOf(field: "department" | "cost centre", { segment }: RawLine, line: string, place: string) {
  const what = field === "department" ? "line-several-departments" : "line-several-cost-centres";
  return say(what, { line, segment, place });
}

function lotOf(raw: RawLine, line: string, findings: Findings): StockMovementLine["lot"] | undefined {
  const [lot, ...others] = raw.lots;
  if (lot === undefined) return undefined;
  const { number, expiry: until } = lot;
  const wrong = (what: LineFault) => findings.add(about(raw, line, "LOT_MISSING", "lot", what));
  if (others.some((other) => other.number !== number)) return wrong("line-several-lots");
  if (!isCode(number)) return wrong("line-lot-not-a-code");
  const told = (what: LineFault) => findings.add(about(raw, line, "SCHEMA_INVALID", "expiry", what));
  const days = [until, ...others.map(({ expiry }) => expiry)]
    .filter((each) => each !== undefined)
    .map(lastDayOf);
  if (days.includes(undefined)) return told("line-expiry-not-a-date");
  const [expiry, ...more] = new Set(days);
  if (more.length > 0) return told("line-several-expiries");
  return expiry === undefined ? { number } : { number, expiry };
}
