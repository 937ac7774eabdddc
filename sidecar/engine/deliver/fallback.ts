import { routeOf } from "../model/routes.ts";
import type { ConfiguredConnection, Route } from "../ports/connection.ts";
import type { Delivery } from "../records.ts";

/** When a document of ours goes by another route than agreed, and what is told about it. */

const MINUTE_MS = 60_000;

/** Documents tried since before this time go by the fallback; null when the connection has none. */
export function fallbackBefore({ fallback }: ConfiguredConnection, now: Date): Date | null {
  return fallback ? new Date(now.getTime() - fallback.afterMinutes * MINUTE_MS) : null;
}

/** The time from which a delivery may go by the fallback, or null. Acknowledgements of ours stay on the agreed route. */
export function fallbackAt(connection: ConfiguredConnection | null, delivery: Delivery): Date | null {
  if (!connection?.fallback || delivery.kind !== "document") return null;
  return new Date(delivery.since.getTime() + connection.fallback.afterMinutes * MINUTE_MS);
}

/** One sentence for the person who looks at the order: by which way it went, and why not by the agreed one. */
export function fallbackNote(connection: ConfiguredConnection, delivery: Delivery): string {
  const since = utc(delivery.failingSince ?? delivery.since);
  return `Sent ${wayOf(routeOf(connection, "fallback"))}, because ${connection.name} did not answer since ${since}.`;
}

function wayOf({ transport, url }: Route): string {
  switch (transport) {
    case "email":
      return `by e-mail to ${url ?? "no address"}`;
    case "https":
      // What follows the host may hold a key.
      return `to ${url !== null && URL.canParse(url) ? new URL(url).host : "the fallback address"}`;
    default:
      return "into the fallback folder";
  }
}

/** "20 Nov 2026, 12:03 UTC" */
function utc(at: Date): string {
  const [, day, month, year, time = ""] = at.toUTCString().split(" ");
  return `${day} ${month} ${year}, ${time.slice(0, 5)} UTC`;
}
