import { Decimal } from "decimal.js";
import { dayOn, type WallClock } from "../../documents/days.ts";
import type { OdooRecord, Snapshot } from "../flow.ts";

/**
 * Creates the error for a field of an unexpected type, which means that the read and the plan of a flow disagree. The message
 * contains the name of the field but never its value.
 */
function unexpected(record: OdooRecord, field: string, wanted: string): Error {
  return new Error(
    `Field ${field} of record ${record.id} is not ${wanted}: the read does not match the plan.`,
  );
}

/** Returns the records found by the read with this name. Throws an error if the snapshot does not contain that read. */
export function records(snapshot: Snapshot, name: string): readonly OdooRecord[] {
  const found = snapshot[name];
  if (found === undefined) throw new Error(`The snapshot contains no read named ${name}.`);
  return found;
}

/** Returns the value of a text field, or null if it is empty (Odoo returns false or null). Throws an error for any other type. */
export function text(record: OdooRecord, field: string): string | null {
  const value = record[field];
  if (value === null || value === undefined || value === false || value === "") return null;
  if (typeof value !== "string") throw unexpected(record, field, "text");
  return value;
}

/** Returns the value of a text field that is required in Odoo. Throws an error if it is empty. */
export function requiredText(record: OdooRecord, field: string): string {
  const value = text(record, field);
  if (value === null) throw unexpected(record, field, "filled");
  return value;
}

/** Returns the ID in a many2one field, or null if it is empty. */
export function reference(record: OdooRecord, field: string): number | null {
  const value = record[field];
  if (value === null || value === undefined || value === false) return null;
  if (typeof value !== "number") throw unexpected(record, field, "a reference");
  return value;
}

/** Returns the ID in a many2one field that is required in Odoo. Throws an error if it is empty. */
export function requiredReference(record: OdooRecord, field: string): number {
  const id = reference(record, field);
  if (id === null) throw unexpected(record, field, "filled");
  return id;
}

/** Returns the record IDs in an x2many field. */
export function references(record: OdooRecord, field: string): readonly number[] {
  const value = record[field] ?? [];
  if (!Array.isArray(value) || !value.every((id) => typeof id === "number")) {
    throw unexpected(record, field, "a list of references");
  }
  return value;
}

/**
 * Returns the value of a number field as a decimal with the digits of its JSON text: 0.1 is exactly 0.1, not the nearest binary
 * fraction. An empty field is zero, as in Odoo.
 */
export function decimal(record: OdooRecord, field: string): Decimal {
  const value = record[field];
  if (value === null || value === undefined || value === false) return new Decimal(0);
  if (typeof value !== "number") throw unexpected(record, field, "a number");
  return new Decimal(String(value));
}

/** Returns a date field, or the UTC date of a datetime field, as YYYY-MM-DD. Returns null if the field is empty. */
export function day(record: OdooRecord, field: string): string | null {
  return text(record, field)?.slice(0, 10) ?? null;
}

/** Returns the date (YYYY-MM-DD) of a datetime field in the clock's time zone, or null if the field is empty. */
export function dayAt(record: OdooRecord, field: string, clock: WallClock): string | null {
  const instant = text(record, field);
  return instant === null ? null : dayOn(clock, instant);
}
