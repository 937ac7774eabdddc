import type { ConfiguredConnection, DeliveryRoute, Route } from "../ports/connection.ts";

const NO_ROUTE: Route = { transport: "none", url: null };

/**
 * Returns the primary or the fallback route of a connection. If it has no fallback, the fallback route has the
 * transport "none".
 */
export function routeOf(connection: ConfiguredConnection, by: DeliveryRoute): Route {
  return by === "primary" ? connection.route : (connection.fallback?.route ?? NO_ROUTE);
}
