import { isDeepStrictEqual } from "node:util";

/** The rows of a table of the journal: by their key, each with its columns. */
export type Rows = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

/** Returns which rows of a journal are missing or changed after an upgrade, in sentences; empty if none. */
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

/** Whether a value is as before. Control numbers go on from where they were; all else stays. */
function isKept(column: string, before: unknown, after: unknown): boolean {
  if (column === "control_number.last") return Number(after) >= Number(before);
  return isDeepStrictEqual(before, after);
}

function told(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 120);
}
