import type { Format } from "../../formats/format.ts";
import { describe } from "../model/exceptions.ts";
import { routeOf } from "../model/routes.ts";
import type { ConfiguredConnection, DeliveryRoute } from "../ports/connection.ts";
import type { DeliveryJournal } from "../ports/journal/deliveries.ts";
import type { Sending, Transport } from "../ports/transport.ts";
import type { Delivery } from "../records.ts";
import { DeliveryFailure } from "../resilience/failures.ts";
import { startLoop } from "../resilience/loop.ts";
import {
  type DeliveryAttempt,
  type OutcomeParts,
  recordDelivered,
  recordFailure,
  releaseDelivery,
  SWITCHED_OFF,
  targetOf,
} from "./delivery-outcomes.ts";
import { fallbackBefore } from "./fallback.ts";
import { documentOf, giveUpExpired } from "./give-up.ts";

/**
 * The maximum number of concurrent deliveries of a connection. Connections are independent, so a slow one does not
 * delay others.
 */
const CONCURRENCY = 4;
/**
 * The duration of a delivery's lease, in seconds. It exceeds the transports' timeouts, so that no delivery in progress
 * is claimed again.
 */
const LEASE_SECONDS = 60;
const POLL_MS = 500;

export type DeliverParts = OutcomeParts & {
  readonly journal: Pick<DeliveryJournal, "dueConnections" | "takeDeliveries" | "showWaiting">;
  readonly formats: readonly Pick<Format, "code" | "inOrder">[];
  readonly transport: Transport;
  /** Returns whether the clock is reliable. If it is not, no delivery is given up or sent over the fallback. */
  readonly isTimeSure: () => boolean;
  /**
   * The time in milliseconds that running deliveries may still take when the sidecar stops. Then they are cancelled,
   * and their leases are released.
   */
  readonly graceMs: number;
  readonly onSettled: () => void;
};

export type Deliveries = { nudge(): void; stop(): Promise<void> };

/**
 * Starts the loop that attempts due deliveries on the routes of their connections until the partner's transport accepts
 * them, and gives up deliveries that are not accepted in time.
 */
export function startDeliveries(parts: DeliverParts): Deliveries {
  const stopping = new AbortController();
  const busy = new Map<string, Promise<void>>();
  let stopped = false;
  const work = async (connection: string) => {
    try {
      while (!stopped && (await deliverSome(parts, connection, stopping.signal))) parts.onSettled();
    } catch (error) {
      parts.log.warn({ connection, error: String(error) }, "deliveries failed, trying again");
    } finally {
      busy.delete(connection);
    }
  };
  const loop = startLoop(
    "deliveries",
    POLL_MS,
    async () => {
      if (parts.isTimeSure() && (await giveUpExpired(parts)) > 0) parts.onSettled();
      for (const connection of await parts.journal.dueConnections())
        if (!busy.has(connection)) busy.set(connection, work(connection));
      return "idle";
    },
    parts.log,
  );
  return {
    nudge: loop.nudge,
    stop: async () => {
      stopped = true;
      await loop.stop();
      const timer = setTimeout(() => stopping.abort(), parts.graceMs);
      await Promise.all(busy.values());
      clearTimeout(timer);
    },
  };
}

/**
 * Claims some due deliveries on each route of a connection and attempts them. Returns whether anything was done, so
 * that there may be more.
 */
async function deliverSome(parts: DeliverParts, code: string, signal: AbortSignal): Promise<boolean> {
  const connection = parts.connections.find(code);
  let count = 0;
  for (const by of ["primary", "fallback"] as const) {
    if (by === "fallback" && !connection?.fallback) continue;
    const { deliveries, probing } = await parts.journal.takeDeliveries({
      connection: code,
      target: targetOf(code, by),
      route: by,
      limit: CONCURRENCY,
      leaseSeconds: LEASE_SECONDS,
      inOrder: isInOrder(parts, connection),
      fallbackBefore: connection && parts.isTimeSure() ? fallbackBefore(connection, parts.clock()) : null,
    });
    const attempts = deliveries.map((delivery): DeliveryAttempt => ({ delivery, by, probing }));
    await all(attempts.map((attempt) => deliver(parts, attempt, connection, signal)));
    if (probing && by === "primary")
      count += await parts.journal.showWaiting(code, describe("PARTNER_UNAVAILABLE", []));
    count += deliveries.length;
  }
  return count > 0;
}

/**
 * Returns whether a connection's documents must be delivered in the order of their creation, because the format or the
 * connection's options require it.
 */
function isInOrder(parts: DeliverParts, connection: ConfiguredConnection | null): boolean {
  if (connection === null) return false;
  const { code, options } = connection.format;
  return options.inOrder === true || parts.formats.some((format) => format.code === code && format.inOrder);
}

async function deliver(
  parts: DeliverParts,
  attempt: DeliveryAttempt,
  connection: ConfiguredConnection | null,
  signal: AbortSignal,
): Promise<void> {
  const { delivery, by } = attempt;
  const { id: deliveryId, code, attempts, number = null, fileName } = delivery;
  const fields = { deliveryId, code, number, fileName, connection: delivery.connection, route: by };
  try {
    if (connection === null) throw new DeliveryFailure("switched-off", SWITCHED_OFF);
    await parts.transport(delivery, connection, await sendingOf(parts, delivery, connection, by, signal));
    await recordDelivered(parts, attempt, connection);
    parts.log.info(fields, "delivered");
  } catch (error) {
    if (signal.aborted) return releaseDelivery(parts, delivery);
    if (!(error instanceof DeliveryFailure)) throw error;
    parts.log.warn({ ...fields, error: error.message, attempts }, "not delivered");
    await recordFailure(parts, attempt, connection, error);
  }
}

async function sendingOf(
  parts: DeliverParts,
  delivery: Delivery,
  connection: ConfiguredConnection,
  by: DeliveryRoute,
  signal: AbortSignal,
): Promise<Sending> {
  const route = routeOf(connection, by);
  const document = route.transport === "email" ? await documentOf(parts, delivery) : null;
  const about =
    document === null ? null : { type: document.type ?? "Document", number: document.number ?? "" };
  return { by, route, about, signal };
}

/** Waits until every promise has resolved or rejected, then throws the first error, if any. */
async function all(work: readonly Promise<void>[]): Promise<void> {
  const failure = (await Promise.allSettled(work)).find((one) => one.status === "rejected");
  if (failure) throw failure.reason;
}
