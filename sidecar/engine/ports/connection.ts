import type { ConnectionProfile } from "../../documents/connection-profile.ts";

/** One route of a connection as configured in Odoo. */
export type Route = {
  /** The code of a transport, or "none". */
  readonly transport: string;
  /** The address; for email, the mailbox. */
  readonly url: string | null;
  /** The settings of the transport, to be validated with the transport's schema. If absent, the defaults apply. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
};
/** The route for documents that the primary route has not delivered within `afterMinutes`. */
export type Fallback = { readonly route: Route; readonly afterMinutes: number };
/** The route that a delivery uses. */
export type DeliveryRoute = "primary" | "fallback";

/** The maximum size of a received file, in megabytes, unless the connection has another limit. */
export const LARGEST_FILE_MEGABYTES = 50;

export type ConfiguredConnection = ConnectionProfile & {
  readonly active: boolean;
  readonly route: Route;
  readonly fallback?: Fallback | null;
  /**
   * Whether documents of standard flows use the bulk lane, because the connection carries large volumes that are not
   * urgent.
   */
  readonly bulk?: boolean;
  /** The maximum size of a received file, in megabytes (1,000,000 bytes). Defaults to `LARGEST_FILE_MEGABYTES`. */
  readonly largestFileMegabytes?: number;
  /**
   * The texts for emails to the partner in the partner's language, by term code: sentences with the placeholders of
   * their terms, and labels of document types, such as "document.Order". If null or absent, emails are in English.
   */
  readonly mailTexts?: Readonly<Record<string, string>> | null;
  /**
   * The faults that prevent this sidecar from using the connection. If there are any, the connection is not active
   * here, even if it is active in Odoo.
   */
  readonly faults?: readonly ConnectionFault[];
};

/** A part of a connection's configuration that this sidecar does not know or cannot use. */
export type ConnectionFault = {
  /**
   * The kind of the part. "route" and "fallback-route" are settings of a transport; "connection" is a structure that
   * differs from the contract of the gateway.
   */
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

/** Returns the faults that prevent this sidecar from using a connection. */
export type ConnectionCheck = (connection: ConfiguredConnection) => readonly ConnectionFault[];

export type Configuration = {
  readonly version: string;
  readonly connections: readonly ConfiguredConnection[];
};
