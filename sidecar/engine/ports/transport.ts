import type { Words } from "../../terms/words.ts";
import type { Delivery } from "../records.ts";
import type { ConfiguredConnection, DeliveryRoute, Route } from "./connection.ts";

/**
 * The parameters of a delivery attempt: the route to use, what the delivery contains, and a signal that cancels it.
 */
export type Sending = {
  readonly by: DeliveryRoute;
  readonly route: Route;
  /**
   * The type and number of the document that is delivered by email. Null for an acknowledgement and on other
   * transports.
   */
  readonly about: { readonly type: string; readonly number: string } | null;
  /** Aborts when the sidecar stops. */
  readonly signal: AbortSignal;
};

/**
 * Sends a delivery's bytes to a partner. Resolves once the partner's system has accepted them.
 * @throws DeliveryFailure if it does not accept them, or if they cannot be sent
 */
export type Transport = (
  delivery: Delivery,
  connection: ConfiguredConnection,
  sending: Sending,
) => Promise<void>;

/**
 * Returns the problem that prevents a connection's routes from working as configured, or null if none is known. Sends
 * nothing.
 */
export type RouteCheck = (connection: ConfiguredConnection) => Promise<Words | null>;
