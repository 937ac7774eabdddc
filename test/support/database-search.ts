import type { Place } from "../../dev/environment/place.ts";
import { query } from "../../dev/environment/postgres.ts";

const TABLES_AT_ONCE = 100;

/**
 * Searches a whole database, except the tables in `without`, for a pattern (a PostgreSQL regular expression, not case-sensitive).
 * Each row is searched as text, which includes columns of all types; columns with bytes are also decoded and searched.
 * @returns each match as "<table>: <match>"
 */
export async function searchDatabase(
  place: Place,
  database: string,
  pattern: string,
  without: readonly string[] = [],
): Promise<string[]> {
  const tables = await query(
    place,
    database,
    `select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name <> all($1) order by 1`,
    [without],
  );
  const bytes = await query(
    place,
    database,
    `select table_name as name, column_name as field from information_schema.columns
      where table_schema = 'public' and data_type = 'bytea' and table_name <> all($1)`,
    [without],
  );
  const searches = [
    ...tables.map(({ name }) => search(String(name), "t::text")),
    ...bytes.map(({ name, field }) => search(String(name), `encode(t.${quoted(String(field))}, 'escape')`)),
  ];
  const found: string[] = [];
  for (let from = 0; from < searches.length; from += TABLES_AT_ONCE) {
    const sql = searches.slice(from, from + TABLES_AT_ONCE).join(" union ");
    const rows = await query(place, database, sql, [pattern]);
    found.push(...rows.map(({ name, hit }) => `${name}: ${hit}`));
  }
  return found;
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const search = (table: string, text: string) =>
  `select '${table}' as name, hit[1] as hit from ${quoted(table)} t, regexp_matches(${text}, $1, 'gi') hit`;
