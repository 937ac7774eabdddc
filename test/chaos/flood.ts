import { setTimeout as pause } from "node:timers/promises";
import { WORKING_DATABASE } from "../../dev/environment/odoo.ts";
import type { Place } from "../../dev/environment/place.ts";
import { query } from "../../dev/environment/postgres.ts";
import type { Doors } from "./doors.ts";
import type { Parcel } from "./parcels.ts";

/** Sends this many per second, whatever the delay of the answers; resolves when all are accepted. */
export async function flood(
  doors: Pick<Doors, "send">,
  parcels: readonly Parcel[],
  perSecond: number,
  tell: (sent: number, open: number) => void,
): Promise<void> {
  const begin = Date.now();
  const state = { open: 0, sent: 0, failure: null as unknown };
  const under: Promise<void>[] = [];
  for (const parcel of parcels) {
    const due = begin + (state.sent / perSecond) * 1000;
    if (due > Date.now()) await pause(due - Date.now());
    if (state.failure !== null) throw state.failure;
    state.sent += 1;
    state.open += 1;
    under.push(
      doors.send(parcel).then(
        () => {
          state.open -= 1;
        },
        (error: unknown) => {
          state.failure = error;
        },
      ),
    );
    tell(state.sent, state.open);
  }
  await Promise.all(under);
  if (state.failure !== null) throw state.failure;
}

/** The marks of exchanges that Odoo shows as done, for messages identified by control numbers that change nothing. */
export async function shownAsDone(
  place: Place,
  since: Date,
  parcels: readonly Parcel[],
): Promise<{ readonly effects: string[]; readonly exceptions: string[] }> {
  const known = new Set(parcels.map(({ mark }) => mark));
  const rows = await query(
    place,
    WORKING_DATABASE,
    `select e.message_key as key, e.state, count(k.id)::int as keys
     from suture_exchange e left join suture_idempotency_key k on k.exchange_id = e.id
     where e.direction = 'inbound' and e.create_date >= $1::timestamptz at time zone 'UTC' - interval '1 second'
     group by e.id order by e.id`,
    [since],
  );
  const marked = rows.map(({ key, state, keys }) => ({ state, keys, mark: controlOf(String(key)) }));
  return {
    effects: marked.flatMap(({ mark, state, keys }) =>
      state === "done" && known.has(mark) ? Array.from({ length: Number(keys) }, () => mark) : [],
    ),
    exceptions: marked.flatMap(({ mark, state }) => (state === "attention" ? [mark] : [])),
  };
}

/** Returns the control number in the key of a document: of the interchange, or of the HL7 message. */
function controlOf(key: string): string {
  return /\/x12\/[^/]*\/(\d{9})\//.exec(key)?.[1] ?? /\/hl7v2\/[^/]*\/([^/]+)\/\d+$/.exec(key)?.[1] ?? key;
}
