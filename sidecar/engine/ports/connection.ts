import type { ConnectionProfile } from "../../documents/connection-profile.ts";

/** The connections as Odoo configures them. */

export type Route = {
  /** The code of a transport, or "none". */
  readonly transport: string;
  /** The address; of e-mail, the mailbox. */
  readonly url: string | null;
};
/** The route that our documents take when the primary route has not delivered them for so long. */
export type Fallback = { readonly route: Route; readonly afterMinutes: number };
/** Which of a connection's routes a delivery takes. */
export type DeliveryRoute = "primary" | "fallback";

export type ConfiguredConnection = ConnectionProfile & {
  readonly active: boolean;
  readonly route: Route;
  readonly fallback?: Fallback | null;
  /** It carries large loads that are not urgent. */
  readonly bulk?: boolean;
};

export type Configuration = {
  readonly version: string;
  readonly connections: readonly ConfiguredConnection[];
};
