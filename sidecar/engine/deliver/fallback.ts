import type { Term } from "../../terms/term.ts";
import { routeOf } from "../model/routes.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { Delivery } from "../records.ts";
import { say } from "./terms.ts";

/** Rules for the fallback route: when a document uses it, and the note that reports it. */

const MINUTE_MS = 60_000;

/**
 * Returns the time before which the attempts at a delivery must have begun (see `Delivery.since`) for it to use the
 * fallback at `now`, or null if the connection has no fallback.
 */
export function fallbackBefore({ fallback }: ConfiguredConnection, now: Date): Date | null {
  return fallback ? new Date(now.getTime() - fallback.afterMinutes * MINUTE_MS) : null;
}

/**
 * Returns the time from which a delivery may use the fallback, or null if it cannot use one. Acknowledgements always
 * use the primary route.
 */
export function fallbackAt(connection: ConfiguredConnection | null, delivery: Delivery): Date | null {
  if (!connection?.fallback || delivery.kind !== "document") return null;
  return new Date(delivery.since.getTime() + connection.fallback.afterMinutes * MINUTE_MS);
}

/**
 * Returns the note on a document that was sent over the fallback: where it was sent, and since when the primary route
 * has failed.
 */
export function fallbackNote(connection: ConfiguredConnection, delivery: Delivery): Term {
  const since = { instant: (delivery.failingSince ?? delivery.since).toISOString() };
  const { transport, url } = routeOf(connection, "fallback");
  const { name } = connection;
  if (transport === "email" && url !== null) return say("sent-by-email", { address: url, name, since });
  // The rest of the URL may contain a key, so only the host is shown.
  if (transport === "https" && url !== null && URL.canParse(url))
    return say("sent-to-host", { host: new URL(url).host, name, since });
  return say(transport === "folder" ? "sent-to-folder" : "sent-elsewhere", { name, since });
}
