import type { TransportModule } from "../transport.ts";
import { deliverByEmail } from "./out.ts";

/** The email transport, which sends the file as an attachment. It can be used only as a fallback. */
export const email: TransportModule = {
  code: "email",
  label: "Email",
  directions: ["out"],
  fallbackOnly: true,
  address: {
    label: "Mailbox",
    help: "A single email address of the partner.",
    example: "orders@partner.example",
    pattern: '^[^\\s@,;<>"]+@[^\\s@,;<>"]+$',
  },
  out: ({ mail }) => ({
    deliver: (delivery, connection, sending) => deliverByEmail(mail, delivery, connection, sending),
  }),
};
