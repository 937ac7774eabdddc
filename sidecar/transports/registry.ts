import type { Transport } from "../engine/ports/transport.ts";
import { SetUpFailure } from "../engine/resilience/failures.ts";
import { deliverByEmail, type MailServer } from "./email/out.ts";
import { deliverToFolder } from "./folder/out.ts";
import { deliverByHttps, type HttpsSettings } from "./https/out.ts";
import { sayDelivery } from "./terms.ts";
import type { TransportDeclaration } from "./transport.ts";

/** The transports that a connection can choose for what we send, in the order of the form. */
export const transports: readonly TransportDeclaration[] = [
  { code: "folder", label: "Folder", directions: ["out"], address: null },
  {
    code: "https",
    label: "HTTPS",
    directions: ["out"],
    address: {
      label: "Address",
      help: "Where the partner accepts files: an address that begins with https://.",
      pattern: "^https?://[^\\s]+$",
    },
  },
  {
    code: "email",
    label: "E-mail",
    directions: ["out"],
    fallbackOnly: true,
    address: {
      label: "Mailbox",
      help: "One mailbox of the partner.",
      pattern: '^[^\\s@,;<>"]+@[^\\s@,;<>"]+$',
    },
  },
  { code: "none", label: "None", directions: [], address: null },
];

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
        throw new SetUpFailure(sayDelivery("no-route"));
    }
  };
}
