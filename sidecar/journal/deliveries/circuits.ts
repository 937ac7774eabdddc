import { english } from "../../catalogue/terms.ts";
import type { CircuitReport } from "../../engine/ports/journal/deliveries.ts";
import type { Circuit } from "../../engine/records.ts";
import type { Term } from "../../terms/term.ts";
import { bounded } from "../../terms/words.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { selectTerm } from "../said-columns.ts";

const ANSWERS: Circuit = { outcomes: "", openSince: null, probes: 0, probeAt: null };
const COLUMNS = `outcomes, open_since as "openSince", probes, probe_at as "probeAt"`;

/**
 * Returns the circuit of a target, or a closed circuit if none is stored. If `lock` is true, locks its row until the
 * transaction ends.
 */
export async function circuitOf(client: Queryable, target: string, lock: boolean): Promise<Circuit> {
  const found = await client.query<Circuit>(
    `select ${COLUMNS} from circuit where target = $1 ${lock ? "for update" : ""}`,
    [target],
  );
  return found.rows[0] ?? ANSWERS;
}

/**
 * Records a failed call to the target: replaces its circuit with the result of `change`, and stores the reason.
 * Concurrent failures in several sidecars are recorded one after the other.
 * @returns the circuit before and after
 */
export function targetFailed(
  database: Database,
  target: string,
  change: (circuit: Circuit) => Circuit,
  reason: Term,
): Promise<{ before: Circuit; after: Circuit }> {
  return transaction(database, async (client) => {
    await client.query("insert into circuit (target, reported) values ($1, true) on conflict do nothing", [
      target,
    ]);
    const before = await circuitOf(client, target, true);
    const after = change(before);
    await client.query(
      `update circuit set outcomes = $2, open_since = $3, probes = $4, probe_at = $5, reason = $6, reason_term = $7,
         reported = reported and $3::timestamptz is null where target = $1`,
      [
        target,
        after.outcomes,
        after.openSince,
        after.probes,
        after.probeAt,
        english(reason),
        JSON.stringify(bounded(reason)),
      ],
    );
    return { before, after };
  });
}

/**
 * Records a response from the target by replacing its circuit with the result of `change`. If the circuit was open,
 * makes the target's waiting deliveries due now.
 * @returns whether the circuit was open
 */
export async function targetAnswered(
  database: Database,
  target: string,
  change: (circuit: Circuit) => Circuit,
): Promise<boolean> {
  const known = await circuitOf(database, target, false);
  if (known.openSince === null && !known.outcomes.includes("f")) return false;
  return transaction(database, async (client) => {
    const locked = await circuitOf(client, target, true);
    const after = change(locked);
    const wasOpen = locked.openSince !== null;
    await client.query(
      `update circuit set outcomes = $2, open_since = $3, probes = $4, probe_at = $5,
         reason = case when $6 then null else reason end,
         reason_term = case when $6 then null else reason_term end, reported = reported and not $6 where target = $1`,
      [target, after.outcomes, after.openSince, after.probes, after.probeAt, wasOpen],
    );
    if (wasOpen)
      await client.query(
        `update delivery set next_attempt_at = clock_timestamp()
         where connection = $1 and state = 'queued' and next_attempt_at > clock_timestamp()`,
        [target],
      );
    return wasOpen;
  });
}

/** Sets the next probe of each route of a document's connection to now, because a person is retrying the document. */
export async function probeFor(client: Queryable, documentId: string): Promise<void> {
  await client.query(
    `update circuit set probe_at = clock_timestamp() where open_since is not null
       and split_part(target, '/', 1) in (select connection from delivery where document_id = $1)`,
    [documentId],
  );
}

/**
 * Returns the circuits that are open or have a failure among their recent calls. A running probe is not stored, so a
 * circuit that is being probed is returned as open.
 */
export async function watchedCircuits(client: Queryable): Promise<Omit<CircuitReport, "reason">[]> {
  const found = await client.query<Omit<CircuitReport, "reason">>(
    `select target, open_since as "openSince", probe_at as "probeAt" from circuit
     where open_since is not null or outcomes like '%f%' order by target`,
  );
  return found.rows;
}

/** Returns the circuits of primary routes whose state Odoo does not show yet. */
export async function unreportedCircuits(client: Queryable): Promise<CircuitReport[]> {
  const found = await client.query<CircuitReport>(
    `select target, open_since as "openSince", probe_at as "probeAt", ${selectTerm("reason", "reason")} from circuit
     where not reported and target not like '%/%' order by target`,
  );
  return found.rows;
}

/** Marks circuits as reported. A circuit that has changed since it was read remains unreported. */
export async function markCircuitsReported(
  client: Queryable,
  circuits: readonly CircuitReport[],
): Promise<void> {
  for (const { target, openSince, probeAt } of circuits)
    await client.query(
      `update circuit set reported = true
       where target = $1 and open_since is not distinct from $2 and probe_at is not distinct from $3`,
      [target, openSince, probeAt],
    );
}
