import {
  DELIVERY_STATES,
  DOCUMENT_STATES,
  isDeliveryTransition,
  isTransition,
} from "../../sidecar/engine/model/states.ts";
import type { Database } from "../../sidecar/journal/database.ts";

/**
 * Makes a test's journal record every change of state that is not in the table of transitions. Tests can insert rows with any
 * state.
 */
export async function watchTransitions(database: Database): Promise<void> {
  await database.query(`create table illegal_transition (what text, before text, after text)`);
  await watch(database, "document", legal(DOCUMENT_STATES, isTransition));
  await watch(database, "delivery", legal(DELIVERY_STATES, isDeliveryTransition));
}

/** Returns the recorded changes, as texts such as "document: done -> queued". */
export async function illegalTransitions(database: Database): Promise<string[]> {
  const { rows } = await database.query<{ text: string }>(
    "select distinct what || ': ' || before || ' -> ' || after as text from illegal_transition order by 1",
  );
  return rows.map(({ text }) => text);
}

function legal(states: readonly string[], is: (from: string, to: string) => boolean): string[] {
  return states.flatMap((from) => states.filter((to) => is(from, to)).map((to) => `${from} ${to}`));
}

async function watch(database: Database, table: string, pairs: readonly string[]): Promise<void> {
  await database.query(`
    create function watch_${table}() returns trigger language plpgsql as $body$
    begin
      if not (old.state || ' ' || new.state) = any('{${pairs.map((pair) => `"${pair}"`).join(",")}}'::text[]) then
        insert into illegal_transition values ('${table}', old.state, new.state);
      end if;
      return new;
    end $body$;
    create trigger watch_${table} before update on ${table} for each row execute function watch_${table}();`);
}
