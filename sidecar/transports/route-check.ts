import { routeOf } from "../engine/model/routes.ts";
import type { ConfiguredConnection, DeliveryRoute } from "../engine/ports/connection.ts";
import type { RouteCheck } from "../engine/ports/transport.ts";
import { SetUpFailure } from "../engine/resilience/failures.ts";
import type { Term } from "../terms/term.ts";
import { asTerm } from "../terms/words.ts";
import { checkHttps, type HttpsSettings } from "./https/out.ts";
import { sayDelivery } from "./terms.ts";

/** Makes the check of routes: whether credentials and addresses fit, as a delivery would find them now. */
export function createRouteCheck(settings: Pick<HttpsSettings, "secretsDir" | "targets">): RouteCheck {
  return async (connection) => {
    const troubles = [await troubleOf(connection, "primary"), await troubleOf(connection, "fallback")];
    const told = troubles.filter((trouble) => trouble !== null);
    return told.length > 0 ? told : null;
  };

  async function troubleOf(connection: ConfiguredConnection, by: DeliveryRoute): Promise<Term | null> {
    const { transport, url } = routeOf(connection, by);
    if (transport !== "https") return null;
    try {
      await checkHttps(url, connection.code, { ...settings, by });
      return null;
    } catch (error) {
      if (!(error instanceof SetUpFailure)) throw error;
      return sayDelivery(by === "primary" ? "route-trouble" : "fallback-trouble", {
        what: asTerm(error.said),
      });
    }
  }
}
