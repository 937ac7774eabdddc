import { routeOf } from "../engine/model/routes.ts";
import type { ConfiguredConnection, DeliveryRoute } from "../engine/ports/connection.ts";
import type { RouteCheck } from "../engine/ports/transport.ts";
import { SetUpFailure } from "../engine/resilience/failures.ts";
import { checkHttps, type HttpsSettings } from "./https/out.ts";

/** Makes the check of routes: whether credentials and addresses fit, as a delivery would find them now. */
export function createRouteCheck(settings: Pick<HttpsSettings, "secretsDir" | "targets">): RouteCheck {
  return async (connection) => {
    const troubles = [await troubleOf(connection, "primary"), await troubleOf(connection, "fallback")];
    const told = troubles.filter((trouble) => trouble !== null);
    return told.length > 0 ? told.join(" ") : null;
  };

  async function troubleOf(connection: ConfiguredConnection, by: DeliveryRoute): Promise<string | null> {
    const { transport, url } = routeOf(connection, by);
    if (transport !== "https") return null;
    try {
      await checkHttps(url, connection.code, { ...settings, by });
      return null;
    } catch (error) {
      if (!(error instanceof SetUpFailure)) throw error;
      return sentence(by === "primary" ? error.message : `of the fallback: ${error.message}`);
    }
  }
}

const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
