import type { Router } from "express";
import type { z } from "zod";
import type { ConnectionKind } from "../documents/connection-profile.ts";
import type { Connections } from "../engine/model/connections.ts";
import type { Subscription } from "../engine/ports/broker.ts";
import type { ConfiguredConnection, DeliveryRoute, Route } from "../engine/ports/connection.ts";
import type { Intake } from "../engine/ports/intake.ts";
import type { KeyJournal, RefusalJournal, WebhookJournal } from "../engine/ports/journal/access.ts";
import type { Clock, Log } from "../engine/ports/runtime.ts";
import type { Transport } from "../engine/ports/transport.ts";
import type { Admission } from "../limits/admission.ts";
import type { Limits } from "../limits/limits.ts";
import type { Networks } from "../security/networks.ts";
import type { InboundWatch } from "./amqp/inbound-watch.ts";
import type { SpeakerRules } from "./amqp/speaker.ts";
import type { MailServer } from "./email/out.ts";
import type { Targets } from "./https/targets.ts";
import type { ReadAddressees } from "./mllp/receive.ts";
import type { MllpSettings } from "./mllp/settings.ts";

/** An address at which a transport accepts messages from a partner. Odoo displays it while a connection is set up. */
export type EndpointDeclaration = {
  readonly code: string;
  readonly label: string;
  readonly help?: string;
  /** It accepts messages of every format; otherwise only of those that name it in their declaration. */
  readonly everyFormat: boolean;
  /**
   * Returns the address for a kind of connection; null if the kind does not use it. `{sidecar}` is the sidecar's address,
   * `{connection}` the code of the connection, `{topic}` that of its format.
   */
  readonly address: (kind: ConnectionKind) => string | null;
};

/** The declaration of a transport. The form for a route in Odoo is generated from it. */
export type TransportDeclaration = {
  readonly code: string;
  /** The display name of the transport. */
  readonly label: string;
  readonly directions: readonly ("in" | "out")[];
  /** It can only be the fallback, not the agreed route itself. */
  readonly fallbackOnly?: true;
  /** Information for the person who chooses the transport. `{connection}` stands for the code of the connection. */
  readonly help?: string;
  /** The address of the route; null if it has none. `example` is an address that matches the pattern. */
  readonly address: null | {
    readonly label: string;
    readonly help: string;
    readonly pattern: string;
    readonly example: string;
  };
  readonly endpoints?: readonly EndpointDeclaration[];
  /** The settings of a route, a strict object in which every member has a default; absent if there are none. */
  readonly settings?: z.ZodType;
};

/**
 * A transport: its declaration, and the functions that create its two sides. Each is defined in a separate folder, in
 * `transport.ts`.
 */
export type TransportModule = TransportDeclaration & {
  readonly out?: (settings: OutSettings) => Out;
  readonly in?: (parts: InParts) => Entrances;
};

/** The sidecar settings that the sending sides may use. */
export type OutSettings = {
  /** The folder with our credentials for partners; null if there are none. */
  readonly secretsDir: string | null;
  /** The addresses that may be called. */
  readonly targets: Targets;
  readonly timeoutSeconds: number;
  readonly dropFolder: string | null;
  readonly mail: MailServer | null;
  readonly clock: Clock;
};

/** The sending side of a transport. */
export type Out = {
  readonly deliver: Transport;
  /**
   * Checks whether a route can work as configured, without sending anything.
   * @throws SetUpFailure with the reason
   */
  readonly check?: (route: Route, connection: ConfiguredConnection, by: DeliveryRoute) => Promise<void>;
};

/** The entrance for one kind of sender: its intake, and the part of the journal that it may use. */
export type Entrance = {
  readonly intake: Intake;
  readonly journal: Pick<RefusalJournal, "insertRejection"> &
    Pick<KeyJournal, "keyDigests" | "connectionOfKey"> &
    Pick<WebhookJournal, "webhookTaken" | "takeWebhook">;
};

/** The dependencies of the receiving sides. */
export type InParts = {
  /** Returns an entrance that applies admission control itself while bodies arrive, and informs its senders of refusals. */
  readonly entrance: (name: string) => Entrance;
  /** Returns an entrance for bodies already in memory, whose senders receive no response. Each refusal is stored as evidence. */
  readonly boundedEntrance: (name: string) => Entrance;
  /** Counts messages that an entrance stores as evidence without a connection. */
  readonly onFault: (entrance: string, reason: string) => void;
  readonly connections: Connections;
  readonly admission: Admission;
  /** The admission control for senders that are authenticated only by their body. */
  readonly unproven: Admission;
  readonly limits: Limits;
  readonly addressees: ReadAddressees;
  readonly inboundWatch: InboundWatch;
  readonly settings: InSettings;
  readonly clock: Clock;
  readonly log: Log;
};

/** The sidecar settings that the receiving sides may use. */
export type InSettings = {
  readonly maximumBytes: number;
  /** The external URL of the sidecar; null if addresses are relative. */
  readonly publicUrl: string | null;
  readonly secretsDir: string | null;
  /** The media type of webhooks by the kind of connection. For other kinds, that of the request applies. */
  readonly webhookMediaTypes: Readonly<Record<string, string>>;
  readonly proxies: Networks;
  readonly amqp: { readonly queue: string; readonly publishers: SpeakerRules["publishers"] };
  /** Null if no MLLP port is configured. */
  readonly mllp: MllpSettings | null;
};

/** How a transport receives messages: by routes of the HTTP server, by queues of the broker, or by its own listener. */
export type Entrances = {
  readonly routes?: readonly Router[];
  readonly subscriptions?: readonly Subscription[];
  /** Starts listening. Resolves to null if nothing is configured. */
  readonly listen?: () => Promise<Listener | null>;
};

export type Listener = {
  readonly port: number;
  /** Returns the number of sockets that have not authenticated yet, and of those that are served. */
  observe(): { readonly unproven: number; readonly proven: number };
  /** Stops accepting sockets. Resolves when pending acknowledgements have been sent and all sockets are closed. */
  close(): Promise<void>;
};
