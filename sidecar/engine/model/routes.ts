import type { ConfiguredConnection, DeliveryRoute, Route } from "../ports/connection.ts";

const NO_ROUTE: Route = { transport: "none", url: null };

/** Returns the route that a delivery takes; "none" for a fallback that is not configured. */
export function routeOf(connection: ConfiguredConnection, by: DeliveryRoute): Route {
  return by === "primary" ? connection.route : (connection.fallback?.route ?? NO_ROUTE);
}
