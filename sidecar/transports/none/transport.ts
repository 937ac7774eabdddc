import { SetUpFailure } from "../../engine/resilience/failures.ts";
import { sayDelivery } from "../terms.ts";
import type { TransportModule } from "../transport.ts";

/**
 * The transport of a connection without a route: partners fetch their acknowledgements at `/v1/messages/{id}/acknowledgement`,
 * and no documents can be sent.
 */
export const none: TransportModule = {
  code: "none",
  label: "No transport",
  directions: [],
  help: "Nothing is sent. The partner retrieves acknowledgements, and orders cannot be sent.",
  address: null,
  out: () => ({
    deliver: async ({ kind }) => {
      if (kind === "document") throw new SetUpFailure(sayDelivery("no-route"));
    },
  }),
};
