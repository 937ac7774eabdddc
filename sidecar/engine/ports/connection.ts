import type { ConnectionProfile } from "../../documents/connection-profile.ts";

/** The connections as Odoo configures them. */

export type Route = {
  /** The code of a transport, or "none". */
  readonly transport: string;
  /** The address; of e-mail, the mailbox. */
  readonly url: string | null;
  /** The settings of the transport, as its schema reads them; left out: the defaults apply. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
};
/** The route for documents that the primary route has not delivered in time. */
export type Fallback = { readonly route: Route; readonly afterMinutes: number };
/** Which of a connection's routes a delivery takes. */
export type DeliveryRoute = "primary" | "fallback";

export type ConfiguredConnection = ConnectionProfile & {
  readonly active: boolean;
  readonly route: Route;
  readonly fallback?: Fallback | null;
  /** It carries large loads that are not urgent. */
  readonly bulk?: boolean;
  /** What keeps this sidecar from serving it: then it is not active here, whatever Odoo says. Left out: nothing. */
  readonly faults?: readonly ConnectionFault[];
};

/** Something in a connection's configuration that this sidecar does not know, or cannot use. */
export type ConnectionFault = {
  /** "route" and "fallback-route": a setting of the transport. "connection": a part of it has not the form that the gateway agreed on. */
  readonly what:
    | "format"
    | "option"
    | "transport"
    | "fallback"
    | "route"
    | "fallback-route"
    | "policy"
    | "connection";
  /** The code of the format or transport, or the path of the setting. */
  readonly code: string;
  readonly problem: "unknown" | "invalid";
};

/** Finds what keeps this sidecar from serving a connection. */
export type ConnectionCheck = (connection: ConfiguredConnection) => readonly ConnectionFault[];

export type Configuration = {
  readonly version: string;
  readonly connections: readonly ConfiguredConnection[];
};
