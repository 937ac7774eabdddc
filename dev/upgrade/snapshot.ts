import type { Place } from "../environment/place.ts";
import { query } from "../environment/postgres.ts";

/** The values of one column, by the ID of the row. */
export type Values = ReadonlyMap<number, unknown>;

/** The content of a database that an upgrade must not lose. */
export interface Snapshot {
  /** The columns of all tables, as `table.column`. */
  readonly columns: ReadonlySet<string>;
  /** The number of rows of each table. */
  readonly rows: ReadonlyMap<string, number>;
  /** The values of all columns of the addon, in its own tables and in tables of apps, by `table.column`. */
  readonly content: ReadonlyMap<string, Values>;
  /** The XML IDs of the records that have an XML ID in one of our modules, by `model,id`. */
  readonly records: ReadonlyMap<string, readonly string[]>;
}

const OURS = /^suture_/;
const OURS_IN_APPS = /^(suture_|integration_|unece_code$)/;
// Columns that are not compared: the user and time of creation and change, and values that an upgrade changes on purpose.
const NOT_COMPARED =
  /^(write_date|write_uid|create_date|create_uid)$|^suture_flow\.active$|^suture_sidecar_health\./;

/** Reads the snapshot of a database. */
export async function snapshotOf(place: Place, database: string): Promise<Snapshot> {
  const columns = await namesOf(
    place,
    database,
    `select c.table_name || '.' || c.column_name as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );
  const tables = new Set([...columns].map((name) => name.split(".")[0] as string));
  return {
    columns,
    rows: await rowsOf(place, database, tables),
    content: await contentOf(place, database, columns),
    records: await recordsOf(place, database),
  };
}

async function namesOf(place: Place, database: string, sql: string): Promise<Set<string>> {
  return new Set((await query(place, database, sql)).map(({ name }) => String(name)));
}

async function rowsOf(
  place: Place,
  database: string,
  tables: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const counts = [...tables].map(
    (table) => `select '${table}' as name, count(*)::int as count from "${table}"`,
  );
  const rows = await query(place, database, counts.join(" union all "));
  return new Map(rows.map(({ name, count }) => [String(name), Number(count)]));
}

async function contentOf(
  place: Place,
  database: string,
  columns: ReadonlySet<string>,
): Promise<Map<string, Values>> {
  const content = new Map<string, Values>();
  for (const name of [...columns].filter((column) => isOurs(column, columns)).sort()) {
    const [table, column] = name.split(".") as [string, string];
    const rows = await query(place, database, `select id, to_jsonb("${column}") as value from "${table}"`);
    content.set(name, new Map(rows.map(({ id, value }) => [Number(id), value])));
  }
  return content;
}

function isOurs(name: string, columns: ReadonlySet<string>): boolean {
  const [table, column] = name.split(".") as [string, string];
  if (!columns.has(`${table}.id`) || NOT_COMPARED.test(name) || NOT_COMPARED.test(column)) return false;
  return OURS.test(table) || OURS_IN_APPS.test(column);
}

async function recordsOf(place: Place, database: string): Promise<Map<string, string[]>> {
  const sql = `select model || ',' || res_id as record, module || '.' || name as name from ir_model_data
                where starts_with(module, 'suture') order by 2`;
  const records = new Map<string, string[]>();
  for (const { record, name } of await query(place, database, sql)) {
    records.set(String(record), [...(records.get(String(record)) ?? []), String(name)]);
  }
  return records;
}
