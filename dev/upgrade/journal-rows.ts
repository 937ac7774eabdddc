import { isDeepStrictEqual } from "node:util";

/** The rows of a table of the journal, by their key. Each row is an object with the values of its columns. */
export type Rows = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Returns a sentence for each row of the journal that is missing or changed after an upgrade. */
export function changedRows(before: ReadonlyMap<string, Rows>, after: ReadonlyMap<string, Rows>): string[] {
  return [...before].flatMap(([table, rows]) =>
    [...rows].flatMap(([key, row]) => {
      const now = after.get(table)?.get(key);
      if (now === undefined) return [`${table} ${key} is gone.`];
      return Object.keys(row)
        .filter((column) => !isKept(`${table}.${column}`, row[column], now[column]))
        .map((column) => `${table} ${key}: ${column} was ${told(row[column])}, and is ${told(now[column])}.`);
    }),
  );
}

/** Returns whether a value was preserved. Control numbers may have increased; all other values must be the same. */
function isKept(column: string, before: unknown, after: unknown): boolean {
  if (column === "control_number.last") return Number(after) >= Number(before);
  return isDeepStrictEqual(before, after);
}

function told(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 120);
}
