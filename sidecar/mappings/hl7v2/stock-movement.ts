import { segment, value } from "../../codecs/hl7v2/navigate.ts";
import type { HL7Message } from "../../codecs/hl7v2/types.ts";
import { dayOfEvent } from "../../documents/days.ts";
import { type StockMovement, type StockMovementLine, stockMovement } from "../../documents/stock-movement.ts";
import type { Identifier } from "../../documents/values.ts";
import { type Findings, settled, validated } from "../mapping.ts";
import { decimalFromHl7 } from "./amounts.ts";
import { isCode } from "./codes.ts";
import { dayOf } from "./days.ts";
import { instantOf, zoneOf } from "./moments.ts";
import { patientPseudonym } from "./patient-numbers.ts";
import { firstFilled } from "./places.ts";
import type { Hl7Context, MappedHl7 } from "./registry.ts";
import type { StockAgreement } from "./stock-agreement.ts";
import { unitFromHl7 } from "./units.ts";

/** What one segment says of goods that were taken or brought back, as text. */
export type RawLine = {
  /** Where it stands, for findings: "RXD", "ZSU". */
  readonly segment: string;
  readonly ids: readonly Identifier[];
  /** A negative amount is a return. */
  readonly amount: string | undefined;
  /** The order behind it was cancelled: the amount comes back. */
  readonly isReturn: boolean;
  readonly unit: readonly { readonly code: string; readonly system: string }[];
  readonly lots: readonly string[];
  readonly expiry: string | undefined;
  readonly occurredAt: string | undefined;
  readonly department: string | undefined;
  readonly costCentre: string | undefined;
};

export type Reading = {
  readonly message: HL7Message;
  readonly context: Hl7Context;
  readonly agreement: StockAgreement;
  readonly findings: Findings;
};

type Head = Omit<StockMovement, "lines">;
type Entry = { readonly head: Head; readonly line: StockMovementLine };

/**
 * Gives the message's movements: one for each department, cost centre, day and direction, their lines numbered as the
 * segments stand in the message. When one line cannot be read, nothing of the message is used.
 */
export function movementsOf(lines: readonly RawLine[], reading: Reading): readonly MappedHl7[] {
  const number = numberOf(reading);
  const entries = lines.flatMap((line, index) => entryOf(line, String(index + 1), number, reading) ?? []);
  const { timeZone } = reading.context.connection;
  const [first, ...others] = [...grouped(entries, timeZone).values()];
  const mapped = settled(reading.findings, () => movement(first ?? []));
  if ("problem" in mapped) return [number === undefined ? mapped : { ...mapped, number }];
  return [mapped, ...others.map(movement)];
}

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
  return validated(stockMovement, { ...entries[0]?.head, lines: entries.map(({ line }) => line) });
}

function numberOf({ message, agreement, findings }: Reading): string | undefined {
  const number = firstFilled(agreement.movement.number, [message]);
  if (number !== undefined && isCode(number)) return number;
  const place = agreement.movement.number.join(", ");
  return findings.add({
    code: "SCHEMA_INVALID",
    field: place,
    text: `The message names no number of the movement (${place}).`,
  });
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
  if (raw.ids.length === 0) findings.add(about(raw, id, "UNKNOWN_ITEM", "item", "names no item"));
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

function about(
  { segment: place }: RawLine,
  line: string,
  code: "UNKNOWN_ITEM" | "UNKNOWN_LOCATION" | "UNKNOWN_ACCOUNT" | "LOT_MISSING" | "SCHEMA_INVALID",
  field: string,
  what: string,
) {
  return { code, line, field, text: `Line ${line} (${place}) ${what}.` } as const;
}

function amountOf(raw: RawLine, line: string, findings: Findings) {
  const read = raw.amount === undefined ? undefined : decimalFromHl7(raw.amount);
  if (read === undefined || /^-?0+(\.0*)?$/.test(read))
    return findings.add(about(raw, line, "SCHEMA_INVALID", "quantity", "has no quantity above zero"));
  const isNegative = read.startsWith("-");
  return { value: isNegative ? read.slice(1) : read, isReturn: isNegative || raw.isReturn };
}

function unitOf(raw: RawLine, line: string, { agreement, findings }: Reading): string | undefined {
  for (const { code, system } of raw.unit) {
    const agreed = Object.hasOwn(agreement.movement.units, code) ? agreement.movement.units[code] : undefined;
    const unit = agreed ?? unitFromHl7(code, system);
    if (unit !== undefined) return unit;
  }
  const theirs = raw.unit[0]?.code;
  const shown = theirs !== undefined && isShownUnit(theirs) ? ` ${theirs}` : "";
  const what = theirs === undefined ? "has no unit" : `has a unit${shown} whose meaning is not certain`;
  return findings.add({
    ...about(raw, line, "SCHEMA_INVALID", "unit", what),
    code: "UNKNOWN_UNIT",
    ...(shown === "" ? {} : { theirs: shown.trim() }),
  });
}

/** A unit's code is short; what is longer, or a sentence, may be anything and is not shown. */
function isShownUnit(code: string): boolean {
  return /^[A-Za-z0-9[\]{}/%.]{1,12}$/.test(code);
}

function momentOf(
  raw: RawLine,
  line: string,
  { message, context, agreement, findings }: Reading,
): string | undefined {
  const sent = value(segment(message, "MSH"), 7) ?? "";
  const zone = zoneOf(sent) ?? agreement.movement.utcOffset ?? context.connection.timeZone;
  const instant = instantOf(raw.occurredAt ?? sent, zone);
  return instant ?? findings.add(about(raw, line, "SCHEMA_INVALID", "date", "names no day on which it was"));
}

function codeOf(
  code: string | undefined,
  reason: "UNKNOWN_LOCATION" | "UNKNOWN_ACCOUNT",
  field: string,
  raw: RawLine,
  line: string,
  findings: Findings,
): string | undefined {
  if (code !== undefined && isCode(code)) return code;
  return findings.add(about(raw, line, reason, field, `names no ${field} by a code`));
}

function lotOf(raw: RawLine, line: string, findings: Findings): StockMovementLine["lot"] | undefined {
  const [number, ...others] = raw.lots;
  if (number === undefined) return undefined;
  if (others.length > 0 || !isCode(number))
    return findings.add(
      about(
        raw,
        line,
        "LOT_MISSING",
        "lot",
        others.length > 0 ? "names several lots" : "names no lot by a code",
      ),
    );
  if (raw.expiry === undefined) return { number };
  const expiry = dayOf(raw.expiry);
  if (expiry !== undefined) return { number, expiry };
  return findings.add(about(raw, line, "SCHEMA_INVALID", "expiry", "has an expiry that is no date"));
}
