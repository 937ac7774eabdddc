import type { Words } from "../../terms/words.ts";
import type { Delivery } from "../records.ts";
import type { ConfiguredConnection, DeliveryRoute, Route } from "./connection.ts";

/** How a delivery is sent. */
export type Sending = {
  readonly by: DeliveryRoute;
  readonly route: Route;
  /** The document in the file, as people name it; null for an acknowledgement. */
  readonly about: { readonly type: string; readonly number: string } | null;
  /** Aborts when the sidecar stops. */
  readonly signal: AbortSignal;
};

/**
 * Hands bytes to a partner. Resolves once the partner's system has taken them.
 * @throws DeliveryFailure
 */
export type Transport = (
  delivery: Delivery,
  connection: ConfiguredConnection,
  sending: Sending,
) => Promise<void>;

/**
 * Returns what prevents a connection's routes from working as configured, without sending anything; null if no problem is known.
 */
export type RouteCheck = (connection: ConfiguredConnection) => Promise<Words | null>;
