import { english } from "../../catalogue/terms.ts";
import type { DeliveryRoute } from "../../engine/ports/connection.ts";
import type {
  DeliveryOutcome,
  Taken,
  Taking,
  TargetUnreachable,
} from "../../engine/ports/journal/deliveries.ts";
import type { Delivery } from "../../engine/records.ts";
import { bounded } from "../../terms/words.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { DELIVERY_COLUMNS } from "../rows.ts";
import { saidValues } from "../said-columns.ts";
import { circuitOf } from "./circuits.ts";

const FREE = "(leased_until is null or leased_until <= clock_timestamp())";

/**
 * The SQL conditions for the deliveries that use each route. After the fallback has failed to deliver a document, the
 * delivery may use the primary route again; it uses the fallback again only while the circuit of the primary route is
 * open.
 */
const ROWS_FOR: Readonly<Record<DeliveryRoute, string>> = {
  primary: `($5::timestamptz is null or kind <> 'document' or since > $5 or last_route = 'fallback')`,
  fallback: `kind = 'document' and since <= $5 and (last_route = 'primary'
    or exists (select 1 from circuit where target = $1 and open_since is not null))`,
};

/**
 * Leases the due deliveries of a connection and route, oldest first. While the route's circuit is open, only one
 * sidecar leases a single delivery, as a probe, when the probe is due.
 */
export function takeDeliveries(database: Database, taking: Taking): Promise<Taken> {
  const { target } = taking;
  return transaction(database, async (client) => {
    const circuit = await circuitOf(client, target, true);
    const probing = circuit.openSince !== null;
    if (probing && !(await isDue(client, target))) return { deliveries: [], probing };
    const limit = probing ? 1 : taking.limit;
    const deliveries = await lease(client, taking, limit);
    if (probing && deliveries.length > 0)
      await client.query(
        `update circuit set probe_at = clock_timestamp() + make_interval(secs => $2), reported = false where target = $1`,
        [target, taking.leaseSeconds],
      );
    return { deliveries, probing };
  });
}

async function isDue(client: Queryable, target: string): Promise<boolean> {
  const due = await client.query(
    "select 1 from circuit where target = $1 and (probe_at is null or probe_at <= clock_timestamp())",
    [target],
  );
  return (due.rowCount ?? 0) > 0;
}

const OLDEST = `(select min(sequence) from delivery
    where connection = $1 and state = 'queued' and kind = 'document')`;

async function lease(client: Queryable, taking: Taking, limit: number): Promise<Delivery[]> {
  const { connection, route, leaseSeconds, inOrder, fallbackBefore } = taking;
  const first = inOrder ? `and (kind = 'acknowledgement' or sequence = ${OLDEST})` : "";
  const result = await client.query<Delivery>(
    `update delivery set leased_until = clock_timestamp() + make_interval(secs => $3), attempts = attempts + 1,
       last_route = $4
     where id = any(array(select id from delivery
                  where connection = $1 and state = 'queued' and next_attempt_at <= clock_timestamp() and ${FREE}
                    and ${ROWS_FOR[route]} ${first}
                  order by sequence limit $2 for update skip locked))
     returning ${DELIVERY_COLUMNS}`,
    [connection, limit, leaseSeconds, route, fallbackBefore],
  );
  return inSequence(result.rows);
}

const inSequence = (deliveries: readonly Delivery[]): Delivery[] =>
  deliveries.toSorted((one, other) => Number(one.sequence) - Number(other.sequence));

/** Returns the codes of the connections that have due deliveries. */
export async function dueConnections(client: Queryable): Promise<string[]> {
  const found = await client.query<{ connection: string }>(
    `select distinct connection from delivery
     where state = 'queued' and next_attempt_at <= clock_timestamp() and ${FREE}`,
  );
  return found.rows.map(({ connection }) => connection);
}

/**
 * Leases queued deliveries whose attempts began before the given time and that are not in progress, so that only one
 * sidecar gives up on each.
 */
export async function expiredDeliveries(
  client: Queryable,
  before: Date,
  limit: number,
  leaseSeconds: number,
): Promise<Delivery[]> {
  const found = await client.query<Delivery>(
    `update delivery set leased_until = clock_timestamp() + make_interval(secs => $3)
     where id = any(array(select id from delivery where state = 'queued' and since < $1 and ${FREE}
                  order by sequence limit $2 for update skip locked))
     returning ${DELIVERY_COLUMNS}`,
    [before, limit, leaseSeconds],
  );
  return inSequence(found.rows);
}

/**
 * Records the outcome of a delivery attempt: the delivery is done, will be retried at a certain time, or has been given
 * up. If another sidecar has claimed the delivery meanwhile because the lease expired, only "done" is recorded.
 * @returns whether it was recorded
 */
export async function settleDelivery(
  client: Queryable,
  delivery: Pick<Delivery, "id" | "attempts">,
  outcome: DeliveryOutcome,
): Promise<boolean> {
  const error = outcome.state === "done" ? null : outcome.error;
  const updated = await client.query(
    `update delivery set state = $2, last_error = coalesce($3, last_error),
       last_error_term = case when $3::text is null then last_error_term else $8::jsonb end, leased_until = null,
       next_attempt_at = coalesce($4, next_attempt_at),
       attempts = attempts - $5,
       failing_since = case when $2 = 'done' then null when $3::text is null then failing_since
                            else coalesce(failing_since, clock_timestamp()) end,
       document_id = coalesce($6, document_id),
       done_at = case when $2 = 'done' then clock_timestamp() end
     where id = $1 and ($2 = 'done' and state <> 'done' or state = 'queued' and attempts = $7)`,
    [
      delivery.id,
      outcome.state,
      error === null ? null : english(error),
      outcome.state === "queued" ? outcome.at : null,
      outcome.state === "queued" && outcome.error === null ? 1 : 0,
      outcome.state === "failed" ? (outcome.documentId ?? null) : null,
      delivery.attempts,
      error === null ? null : JSON.stringify(bounded(error)),
    ],
  );
  return (updated.rowCount ?? 0) > 0;
}

/**
 * Marks documents with queued deliveries as waiting for the partner until the next probe, without counting an attempt,
 * while the circuit of the connection's primary route is open. Documents whose next attempt is already set to a future
 * time are not changed.
 * @returns the number of documents changed
 */
export async function showWaiting(
  client: Queryable,
  connection: string,
  unreachable: TargetUnreachable,
): Promise<number> {
  const shown = await client.query(
    `with behind as (
       select d.id, d.state, c.probe_at from document d join delivery v on v.document_id = d.id
         join circuit c on c.target = v.connection
       where v.connection = $1 and v.state = 'queued' and (v.leased_until is null or v.leased_until <= clock_timestamp())
         and c.open_since is not null and c.probe_at > clock_timestamp()
         and (d.state = 'processing' or d.state = 'waiting' and d.next_attempt_at <= clock_timestamp())
     ), shown as (
       update document set state = 'waiting', target = 'partner', reason_code = $2, reason = $3, reason_terms = $4,
         suggestion = $5, suggestion_terms = $6,
         next_attempt_at = behind.probe_at, revision = revision + 1, changed_at = clock_timestamp()
       from behind where behind.id = document.id returning document.id, behind.state as was
     ), told as (
       insert into step (document_id, name, detail) select id, 'waits', 'the partner is unreachable' from shown
       where was = 'processing')
     select 1 from shown`,
    [
      connection,
      unreachable.reasonCode,
      ...saidValues(unreachable.reason),
      ...saidValues(unreachable.suggestion),
    ],
  );
  return shown.rowCount ?? 0;
}
