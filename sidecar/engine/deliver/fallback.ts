import type { Term } from "../../terms/term.ts";
import { routeOf } from "../model/routes.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { Delivery } from "../records.ts";
import { say } from "./terms.ts";

/** When an outgoing document uses another route than agreed, and how this is reported. */

const MINUTE_MS = 60_000;

/** Documents tried since before this time go by the fallback; null when the connection has none. */
export function fallbackBefore({ fallback }: ConfiguredConnection, now: Date): Date | null {
  return fallback ? new Date(now.getTime() - fallback.afterMinutes * MINUTE_MS) : null;
}

/** Returns the time from which a delivery may use the fallback, or null. Acknowledgements stay on the agreed route. */
export function fallbackAt(connection: ConfiguredConnection | null, delivery: Delivery): Date | null {
  if (!connection?.fallback || delivery.kind !== "document") return null;
  return new Date(delivery.since.getTime() + connection.fallback.afterMinutes * MINUTE_MS);
}

/** Returns the text for the order: which route was used, and why not the agreed one. */
export function fallbackNote(connection: ConfiguredConnection, delivery: Delivery): Term {
  const since = { instant: (delivery.failingSince ?? delivery.since).toISOString() };
  const { transport, url } = routeOf(connection, "fallback");
  const { name } = connection;
  if (transport === "email" && url !== null) return say("sent-by-email", { address: url, name, since });
  // What follows the host may hold a key.
  if (transport === "https" && url !== null && URL.canParse(url))
    return say("sent-to-host", { host: new URL(url).host, name, since });
  return say(transport === "folder" ? "sent-to-folder" : "sent-elsewhere", { name, since });
}
