import type { Transport } from "../engine/ports/transport.ts";
import { SetUpFailure } from "../engine/resilience/failures.ts";
import { deliverByEmail, type MailServer } from "./email/out.ts";
import { deliverToFolder } from "./folder/out.ts";
import { deliverByHttps, type HttpsSettings } from "./https/out.ts";

/** Chooses the transport by the route. */
export function createTransport(
  options: HttpsSettings & { readonly dropFolder: string | null; readonly mail: MailServer | null },
): Transport {
  return async (delivery, connection, sending) => {
    const { route } = sending;
    switch (route.transport) {
      case "folder":
        return deliverToFolder(options.dropFolder, delivery, sending);
      case "https":
        return deliverByHttps(route.url, delivery, { ...options, ...sending });
      case "email":
        return deliverByEmail(options.mail, delivery, connection, sending);
      case "none":
        // An acknowledgement can be fetched at /v1/messages/{id}/acknowledgement; a document of ours needs a way out.
        if (delivery.kind === "acknowledgement") return;
        throw new SetUpFailure("the connection has no route");
    }
  };
}
