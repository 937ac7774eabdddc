import { Decimal } from "decimal.js";
import { dayOn, type WallClock } from "../../documents/days.ts";
import type { OdooRecord, Snapshot } from "../flow.ts";

/**
 * Typed looks into what the gateway read. A field of another shape than declared means that the read and the plan
 * disagree: a mistake in the flow, thrown with the field's name and never with its value.
 */
function unexpected(record: OdooRecord, field: string, wanted: string): Error {
  return new Error(`Field ${field} of record ${record.id} is not ${wanted}: the read does not fit the plan.`);
}

/** Gives the records of a named read; a read that was never made is a mistake in the flow and throws. */
export function records(snapshot: Snapshot, name: string): readonly OdooRecord[] {
  const found = snapshot[name];
  if (found === undefined) throw new Error(`The snapshot holds no read named ${name}.`);
  return found;
}

/** Gives a text field; null when it is empty (Odoo writes an empty text as false or null). */
export function text(record: OdooRecord, field: string): string | null {
  const value = record[field];
  if (value === null || value === undefined || value === false || value === "") return null;
  if (typeof value !== "string") throw unexpected(record, field, "text");
  return value;
}

/** Gives a text field that Odoo itself requires. */
export function requiredText(record: OdooRecord, field: string): string {
  const value = text(record, field);
  if (value === null) throw unexpected(record, field, "filled");
  return value;
}

/** Gives the id in a many2one field; null when it is empty. */
export function reference(record: OdooRecord, field: string): number | null {
  const value = record[field];
  if (value === null || value === undefined || value === false) return null;
  if (typeof value !== "number") throw unexpected(record, field, "a reference");
  return value;
}

/** Gives the ids in an x2many field. */
export function references(record: OdooRecord, field: string): readonly number[] {
  const value = record[field] ?? [];
  if (!Array.isArray(value) || !value.every((id) => typeof id === "number")) {
    throw unexpected(record, field, "a list of references");
  }
  return value;
}

/**
 * Gives a number field as a decimal by its shortest text: the JSON number 0.1 is the decimal 0.1, not the binary
 * fraction nearest to it. Empty counts as zero, as Odoo has it.
 */
export function decimal(record: OdooRecord, field: string): Decimal {
  const value = record[field];
  if (value === null || value === undefined || value === false) return new Decimal(0);
  if (typeof value !== "number") throw unexpected(record, field, "a number");
  return new Decimal(String(value));
}

/** Gives a date field, which is a day already, as YYYY-MM-DD; null when it is empty. */
export function day(record: OdooRecord, field: string): string | null {
  return text(record, field)?.slice(0, 10) ?? null;
}

/** Gives the day of a datetime field, which is an instant, on the wall of that clock; null when it is empty. */
export function dayAt(record: OdooRecord, field: string, clock: WallClock): string | null {
  const instant = text(record, field);
  return instant === null ? null : dayOn(clock, instant);
}
