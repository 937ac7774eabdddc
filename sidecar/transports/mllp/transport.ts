import type { TransportModule } from "../transport.ts";
import { listenForHl7 } from "./in.ts";

/** The MLLP transport: HL7 v2 messages that arrive on a separate port. */
export const mllp: TransportModule = {
  code: "mllp",
  label: "MLLP (HL7 v2)",
  directions: ["in"],
  address: null,
  endpoints: [
    {
      code: "mllp",
      label: "MLLP",
      help: "Configured in the sidecar. MLLP uses no key: client certificates determine who can connect.",
      everyFormat: false,
      proof: null,
      address: () => "SUTURE_MLLP_CONNECTION={connection}",
    },
  ],
  in: (parts) => ({
    listen: async () => (parts.settings.mllp === null ? null : listenForHl7(parts, parts.settings.mllp)),
  }),
};
