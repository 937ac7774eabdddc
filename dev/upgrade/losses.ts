import type { Snapshot } from "./snapshot.ts";

// Odoo's own housekeeping, and what is made anew at each start or upgrade.
const VOLATILE =
  /^(base_registry_signaling|bus_bus|bus_presence|ir_attachment|ir_cron|ir_cron_progress|ir_cron_trigger|ir_model|ir_model_.*|ir_module_.*|ir_profile|ir_ui_view.*|res_device.*)$/;
// Windows that are open for a moment: nobody's data.
const WINDOWS = /^suture_(exchange_(dismiss|accept|wait|map)|crosswalk_(import|export)|integration_user)/;
// Fields that other apps add to our models. They stay, without an XML id of ours: see `pre-modules.py`.
const OF_OTHERS =
  /field_account_bank_statement_line__integration_|__website_message_ids$|__message_has_sms_error$|model_inherit__\w+__mail_thread$/;

/** What an upgrade lost, in sentences; empty when nothing. */
export function lossesOf(before: Snapshot, after: Snapshot): string[] {
  return [
    ...lostColumns(before, after),
    ...lostRows(before, after),
    ...changedContent(before, after),
    ...lostRecords(before, after),
  ];
}

function lostColumns(before: Snapshot, after: Snapshot): string[] {
  return [...before.columns]
    .filter((name) => !after.columns.has(name))
    .map((name) => `The column ${name} is gone.`);
}

function lostRows(before: Snapshot, after: Snapshot): string[] {
  return [...before.rows]
    .filter(
      ([table, count]) =>
        !VOLATILE.test(table) && !WINDOWS.test(table) && (after.rows.get(table) ?? 0) < count,
    )
    .map(([table, count]) => `${table} had ${count} rows, and has ${after.rows.get(table) ?? 0}.`);
}

function changedContent(before: Snapshot, after: Snapshot): string[] {
  return [...before.content]
    .filter(([name, sum]) => after.content.has(name) && after.content.get(name) !== sum)
    .map(([name]) => `What stands in ${name} has changed.`);
}

function lostRecords(before: Snapshot, after: Snapshot): string[] {
  return [...before.records]
    .filter(([record, names]) => !after.records.has(record) && !names.every((name) => OF_OTHERS.test(name)))
    .map(([record, names]) => `The record ${names.join(", ")} (${record}) is gone.`);
}

/** XML ids that a new installation has and the upgraded one lacks, or the other way round, but for demo records. */
export function unlikeNew(upgraded: Snapshot, fresh: Snapshot): string[] {
  const [ours, theirs] = [namesOf(upgraded), namesOf(fresh)];
  const lacking = [...theirs].filter((name) => !ours.has(name)).map((name) => `${name} is missing.`);
  const left = [...ours].filter((name) => !theirs.has(name)).map((name) => `${name} is left over.`);
  return [...lacking, ...left];
}

function namesOf({ records }: Snapshot): Set<string> {
  const names = [...records.values()].flat();
  return new Set(names.filter((name) => !/^suture_demo\.|\.demo_/.test(name) && !OF_OTHERS.test(name)));
}
