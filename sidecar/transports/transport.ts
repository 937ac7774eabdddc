import type { Router } from "express";
import type { z } from "zod";
import type { ConnectionKind } from "../documents/connection-profile.ts";
import type { Connections } from "../engine/model/connections.ts";
import type { Subscription } from "../engine/ports/broker.ts";
import type { ConfiguredConnection, DeliveryRoute, Route } from "../engine/ports/connection.ts";
import type { Intake, OpenIntake } from "../engine/ports/intake.ts";
import type { KeyJournal, RefusalJournal, WebhookJournal } from "../engine/ports/journal/access.ts";
import type { PartnerKeyJournal } from "../engine/ports/partner-keys.ts";
import type { Clock, Log } from "../engine/ports/runtime.ts";
import type { Transport } from "../engine/ports/transport.ts";
import type { Admission } from "../limits/admission.ts";
import type { Limits } from "../limits/limits.ts";
import type { Networks } from "../security/networks.ts";
import type { SecretsOf } from "../security/secret-files.ts";
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
  /**
   * If true, the address accepts messages of every format. Otherwise, it accepts only messages of formats whose declaration lists
   * this endpoint.
   */
  readonly everyFormat: boolean;
  /**
   * How a partner authenticates there: with a key of the connection, or by signing with a shared secret. Null if it needs neither,
   * because the transport identifies it.
   */
  readonly proof: "key" | "signature" | null;
  /**
   * Returns the address for a kind of connection, or null if the kind does not use this endpoint. `{sidecar}` stands for the
   * sidecar's address, `{connection}` for the code of the connection, and `{topic}` for the topic of its format.
   */
  readonly address: (kind: ConnectionKind) => string | null;
};

/** The declaration of a transport. The form for a route in Odoo is generated from it. */
export type TransportDeclaration = {
  readonly code: string;
  /** The display name of the transport. */
  readonly label: string;
  readonly directions: readonly ("in" | "out")[];
  /** If true, the transport can only be used for the fallback route, not for the primary one. */
  readonly fallbackOnly?: true;
  /** Information for the person who chooses the transport. `{connection}` stands for the code of the connection. */
  readonly help?: string;
  /**
   * The declaration of a route's address. Null if routes of this transport have no address. `example` is an address that matches
   * `pattern`.
   */
  readonly address: null | {
    readonly label: string;
    readonly help: string;
    readonly pattern: string;
    readonly example: string;
  };
  readonly endpoints?: readonly EndpointDeclaration[];
  /** The schema of a route's settings, a strict object in which every member has a default. Absent if there are none. */
  readonly settings?: z.ZodType;
};

/**
 * A transport: its declaration, and the functions that create its sending side (`out`) and its receiving side (`in`). Each
 * transport is defined in a separate folder, in `transport.ts`.
 */
export type TransportModule = TransportDeclaration & {
  readonly out?: (settings: OutSettings) => Out;
  readonly in?: (parts: InParts) => Entrances;
};

/** The settings of the sidecar that the sending sides of transports may use. */
export type OutSettings = {
  /** The folder with our credentials for partners. Null if none is configured. */
  readonly secretsDir: string | null;
  /** Checks which addresses may be called. */
  readonly targets: Targets;
  readonly timeoutSeconds: number;
  readonly dropFolder: string | null;
  readonly mail: MailServer | null;
  readonly clock: Clock;
};

/** The sending side of a transport. `deliver` sends a file. */
export type Out = {
  readonly deliver: Transport;
  /**
   * Checks whether a route can work as configured, without sending anything.
   * @throws SetUpFailure with the reason
   */
  readonly check?: (route: Route, connection: ConfiguredConnection, by: DeliveryRoute) => Promise<void>;
};

/** The access to the sidecar for one kind of sender: its intake, and the part of the journal that it may use. */
export type Entrance = {
  readonly intake: Intake;
  readonly openIntake: OpenIntake;
  readonly journal: Pick<RefusalJournal, "insertRejection"> &
    Pick<KeyJournal, "keyDigests" | "connectionOfKey"> &
    Pick<PartnerKeyJournal, "noteKeyUse"> &
    Pick<WebhookJournal, "webhookTaken" | "takeWebhook">;
};

/** The dependencies of the receiving sides of transports. */
export type InParts = {
  /**
   * Returns an entrance for a transport that applies admission control itself while bodies arrive and informs its senders of
   * refusals.
   */
  readonly entrance: (name: string) => Entrance;
  /**
   * Returns an entrance with admission control, for complete bodies whose senders receive no response. The evidence of every
   * refusal is stored, even if the same sender is refused repeatedly.
   */
  readonly boundedEntrance: (name: string) => Entrance;
  /** Called for each message that an entrance stores as evidence without a connection, with the reason. */
  readonly onFault: (entrance: string, reason: string) => void;
  readonly connections: Connections;
  readonly admission: Admission;
  /** The admission control for bodies whose senders are authenticated only by a signature of the body. */
  readonly unproven: Admission;
  readonly limits: Limits;
  /** Returns the valid webhook secrets of a connection: those in files and those created in Odoo. */
  readonly secretsOf: SecretsOf;
  readonly addressees: ReadAddressees;
  readonly inboundWatch: InboundWatch;
  readonly settings: InSettings;
  readonly clock: Clock;
  readonly log: Log;
};

/** The settings of the sidecar that the receiving sides of transports may use. */
export type InSettings = {
  readonly maximumBytes: number;
  /** The external URL of the sidecar. If null, links in responses are relative. */
  readonly publicUrl: string | null;
  /**
   * The media type with which webhooks are stored, by the kind of connection. For other kinds, the content type of the request is
   * used.
   */
  readonly webhookMediaTypes: Readonly<Record<string, string>>;
  readonly proxies: Networks;
  readonly amqp: { readonly queue: string; readonly publishers: SpeakerRules["publishers"] };
  /** The settings of the MLLP listener. Null if no MLLP port is configured. */
  readonly mllp: MllpSettings | null;
};

/** The receiving side of a transport: routes of the HTTP server, subscriptions to queues of the broker, or its own listener. */
export type Entrances = {
  readonly routes?: readonly Router[];
  readonly subscriptions?: readonly Subscription[];
  /** Starts the transport's own listener. Resolves to null if it is not configured. */
  readonly listen?: () => Promise<Listener | null>;
};

export type Listener = {
  readonly port: number;
  /**
   * Returns the number of sockets whose peers have not been authenticated yet, and the number of sockets that are being served.
   */
  observe(): { readonly unproven: number; readonly proven: number };
  /** Stops accepting sockets. Resolves after pending acknowledgements have been sent and all sockets are closed. */
  close(): Promise<void>;
};
