import { routeOf } from "../engine/model/routes.ts";
import type { ConfiguredConnection, DeliveryRoute } from "../engine/ports/connection.ts";
import type { RouteCheck } from "../engine/ports/transport.ts";
import { SetUpFailure } from "../engine/resilience/failures.ts";
import type { Term } from "../terms/term.ts";
import { sayDelivery } from "./terms.ts";
import type { OutSettings, TransportModule } from "./transport.ts";

/**
 * Creates the function that checks a connection's routes. It returns the problems with their addresses and credentials that can
 * be found without sending anything, or null if there are none.
 */
export function createRouteCheck(transports: readonly TransportModule[], settings: OutSettings): RouteCheck {
  const sides = new Map(transports.flatMap(({ code, out }) => (out ? [[code, out(settings)] as const] : [])));
  return async (connection) => {
    const troubles = [await troubleOf(connection, "primary"), await troubleOf(connection, "fallback")];
    const told = troubles.filter((trouble) => trouble !== null);
    return told.length > 0 ? told : null;
  };

  async function troubleOf(connection: ConfiguredConnection, by: DeliveryRoute): Promise<Term | null> {
    const route = routeOf(connection, by);
    try {
      await sides.get(route.transport)?.check?.(route, connection, by);
      return null;
    } catch (error) {
      if (!(error instanceof SetUpFailure)) throw error;
      return sayDelivery(by === "primary" ? "route-trouble" : "fallback-trouble", {
        what: error.said,
      });
    }
  }
}
