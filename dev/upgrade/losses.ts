import { isDeepStrictEqual } from "node:util";
import { goesOnPurpose, MOVES, type Move } from "./moves.ts";
import type { Snapshot, Values } from "./snapshot.ts";

// Tables with Odoo's own administrative data, and tables that are written again at each start or upgrade.
const VOLATILE =
  /^(base_registry_signaling|bus_bus|bus_presence|ir_attachment|ir_cron|ir_cron_progress|ir_cron_trigger|ir_model|ir_model_.*|ir_module_.*|ir_profile|ir_ui_view.*|res_device.*)$/;
// Tables of dialogs, which contain no permanent data.
const DIALOGS = /^suture_(exchange_(dismiss|accept|wait|map)|crosswalk_(import|export)|integration_user)/;
// Fields that other apps add to our models. They remain, but lose their XML ID in our modules (see `pre-modules.py`).
const OF_OTHERS =
  /field_account_bank_statement_line__integration_|__website_message_ids$|__message_has_sms_error$|model_inherit__\w+__mail_thread$/;

/** Returns a sentence for each loss in an upgrade: columns, rows, values and records that are gone or changed. */
export function lossesOf(before: Snapshot, after: Snapshot): string[] {
  return [
    ...lostColumns(before, after),
    ...lostRows(before, after),
    ...changedContent(before, after),
    ...MOVES.flatMap((move) => changedOnTheWay(move, before, after)),
    ...lostRecords(before, after),
  ];
}

/**
 * Returns a sentence for each moved column without a value that would show whether the move works, because all its values are
 * empty or the default.
 */
export function unproven(before: Snapshot, after: Snapshot): string[] {
  return MOVES.filter(({ from, meant, empty }) => {
    const values = before.content.get(from);
    return (
      values !== undefined &&
      [...values.values()].every((value) => isDeepStrictEqual(meant(value, after), empty(after)))
    );
  }).map(({ from, to }) => `No row has a value in ${from} that would be missed in ${to}.`);
}

function lostColumns(before: Snapshot, after: Snapshot): string[] {
  return [...before.columns]
    .filter((name) => !after.columns.has(name) && !MOVES.some(({ from }) => from === name))
    .map((name) => `The column ${name} is gone.`);
}

function lostRows(before: Snapshot, after: Snapshot): string[] {
  return [...before.rows]
    .filter(
      ([table, count]) =>
        !VOLATILE.test(table) && !DIALOGS.test(table) && (after.rows.get(table) ?? 0) < count,
    )
    .map(([table, count]) => `${table} had ${count} rows, and has ${after.rows.get(table) ?? 0}.`);
}

function changedContent(before: Snapshot, after: Snapshot): string[] {
  return [...before.content].flatMap(([name, values]) => {
    const now = after.content.get(name);
    const differs = now === undefined ? [] : differing(values, now);
    return differs.length === 0 ? [] : [`${name} has changed in the rows ${differs.join(", ")}.`];
  });
}

/** Returns the IDs of the rows that exist in only one of the columns or have different values in them. */
function differing(before: Values, after: Values): number[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (id) =>
      before.has(id) !== after.has(id) || !isDeepStrictEqual(before.get(id) ?? null, after.get(id) ?? null),
  );
}

function changedOnTheWay({ from, to, meant, means }: Move, before: Snapshot, after: Snapshot): string[] {
  const [values, now] = [before.content.get(from), after.content.get(to)];
  if (values === undefined) return [];
  if (now === undefined) return [`${from} moved to ${to}, which does not exist.`];
  return [...values].flatMap(([id, value]) => {
    if (!now.has(id)) return [`The row ${id} of ${from} is not in ${to}.`];
    const [then, here] = [meant(value, after), means(now.get(id), after)];
    if (here !== undefined && isDeepStrictEqual(then, here)) return [];
    return [`${from} of row ${id} meant ${told(then)}, and ${to} has ${told(now.get(id))}.`];
  });
}

function told(value: unknown): string {
  return JSON.stringify(value) ?? "nothing";
}

function lostRecords(before: Snapshot, after: Snapshot): string[] {
  return [...before.records]
    .filter(
      ([record, names]) =>
        !after.records.has(record) && !names.every((name) => OF_OTHERS.test(name) || goesOnPurpose(name)),
    )
    .map(([record, names]) => `The record ${names.join(", ")} (${record}) is gone.`);
}

/** Returns the lines of Odoo's log that report an error or the deletion of a record that should have been preserved. */
export function lossesInLog(log: string): string[] {
  return log.split("\n").filter((line) => {
    if (/ (ERROR|CRITICAL) /.test(line)) return true;
    const deletion = /: Deleting \d+@\S+(?: \(([^)]*)\))?/.exec(line);
    return deletion !== null && !goesOnPurpose(deletion[1] ?? "");
  });
}

/**
 * Returns a sentence for each XML ID or column of the addon that is missing or left over in an upgraded database, compared with a
 * new one. Demo records are not compared.
 */
export function unlikeNew(upgraded: Snapshot, fresh: Snapshot): string[] {
  return [
    ...differences(namesOf(upgraded), namesOf(fresh)),
    ...differences(new Set(upgraded.content.keys()), new Set(fresh.content.keys())),
  ];
}

function differences(upgraded: ReadonlySet<string>, fresh: ReadonlySet<string>): string[] {
  const missing = [...fresh].filter((name) => !upgraded.has(name)).map((name) => `${name} is missing.`);
  const left = [...upgraded].filter((name) => !fresh.has(name)).map((name) => `${name} is left over.`);
  return [...missing, ...left];
}

function namesOf({ records }: Snapshot): Set<string> {
  const names = [...records.values()].flat();
  return new Set(names.filter((name) => !/^suture_demo\.|\.demo_/.test(name) && !OF_OTHERS.test(name)));
}
