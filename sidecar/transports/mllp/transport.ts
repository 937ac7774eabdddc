import type { TransportModule } from "../transport.ts";
import { listenForHl7 } from "./in.ts";

/** HL7 v2 messages over MLLP, on a separate port. */
export const mllp: TransportModule = {
  code: "mllp",
  label: "MLLP (HL7 v2)",
  directions: ["in"],
  address: null,
  in: (parts) => ({
    listen: async () => (parts.settings.mllp === null ? null : listenForHl7(parts, parts.settings.mllp)),
  }),
};
