import type { Transport } from "../engine/ports/transport.ts";
import { SetUpFailure } from "../engine/resilience/failures.ts";
import { sayDelivery } from "./terms.ts";
import type { OutSettings, TransportModule } from "./transport.ts";

/**
 * Creates the function that sends each delivery with the transport of its route. The function throws a SetUpFailure if this
 * version of the sidecar does not have that transport.
 */
export function createTransport(transports: readonly TransportModule[], settings: OutSettings): Transport {
  const sides = new Map(transports.flatMap(({ code, out }) => (out ? [[code, out(settings)] as const] : [])));
  return async (delivery, connection, sending) => {
    const { transport } = sending.route;
    const side = sides.get(transport);
    if (!side) throw new SetUpFailure(sayDelivery("transport-unknown", { transport }));
    return side.deliver(delivery, connection, sending);
  };
}
