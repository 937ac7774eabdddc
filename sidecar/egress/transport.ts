import { DeliveryFailure } from "../engine/failures.ts";
import type { Transport } from "../engine/ports.ts";
import { deliverToFolder } from "./folder.ts";
import { deliverByHttps } from "./https.ts";

/** Chooses the transport by the connection's route. */
export function createTransport(options: {
  dropFolder: string | null;
  secretsDir: string | null;
  timeoutSeconds: number;
}): Transport {
  return async (delivery, connection) => {
    switch (connection.route.transport) {
      case "folder":
        return deliverToFolder(options.dropFolder, delivery);
      case "https":
        return deliverByHttps(connection.route.url, delivery, options);
      case "none":
        // An acknowledgement can be fetched at /v1/messages/{id}/acknowledgement; a document of ours needs a way out.
        if (delivery.kind === "acknowledgement") return;
        throw new DeliveryFailure("the connection has no route", false);
    }
  };
}
