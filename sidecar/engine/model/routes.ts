import type { ConfiguredConnection, DeliveryRoute, Route } from "../ports/connection.ts";

const NO_ROUTE: Route = { transport: "none", url: null };

/** Returns the route of a delivery, with transport "none" if no fallback is configured. */
export function routeOf(connection: ConfiguredConnection, by: DeliveryRoute): Route {
  return by === "primary" ? connection.route : (connection.fallback?.route ?? NO_ROUTE);
}
