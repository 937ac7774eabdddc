import type { TransportModule } from "../transport.ts";
import { deliverByEmail } from "./out.ts";

/** The email transport: the file as an attachment, only as a fallback for the agreed route. */
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
