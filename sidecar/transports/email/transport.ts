import type { TransportModule } from "../transport.ts";
import { deliverByEmail } from "./out.ts";

/** A file attached to an e-mail, as a fallback for the agreed route. */
export const email: TransportModule = {
  code: "email",
  label: "E-mail",
  directions: ["out"],
  fallbackOnly: true,
  address: {
    label: "Mailbox",
    help: "One mailbox of the partner.",
    example: "orders@partner.example",
    pattern: '^[^\\s@,;<>"]+@[^\\s@,;<>"]+$',
  },
  out: ({ mail }) => ({
    deliver: (delivery, connection, sending) => deliverByEmail(mail, delivery, connection, sending),
  }),
};
