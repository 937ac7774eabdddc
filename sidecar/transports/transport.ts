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

/** Where a partner reaches us by a transport. Odoo shows it to the person who sets a connection up. */
export type EndpointDeclaration = {
  readonly code: string;
  readonly label: string;
  readonly help?: string;
  /** It accepts messages of every format; otherwise only of those that name it in their declaration. */
  readonly everyFormat: boolean;
  /**
   * Returns the address for a kind of connection; null: the kind does not use it. `{sidecar}` is the sidecar's address,
   * `{connection}` the code of the connection, `{topic}` that of its format.
   */
  readonly address: (kind: ConnectionKind) => string | null;
};

/** What a transport declares about itself. Odoo's form for a route is generated from it. */
export type TransportDeclaration = {
  readonly code: string;
  /** The transport's name, as a person reads it. */
  readonly label: string;
  readonly directions: readonly ("in" | "out")[];
  /** It can take over from the agreed route, and cannot be the agreed route itself. */
  readonly fallbackOnly?: true;
  /** What a person must know who chooses it. `{connection}` stands for the code of the connection. */
  readonly help?: string;
  /** The address of the route; null: it has none. `example` is an address that matches the pattern. */
  readonly address: null | {
    readonly label: string;
    readonly help: string;
    readonly pattern: string;
    readonly example: string;
  };
  readonly endpoints?: readonly EndpointDeclaration[];
  /** The settings of a route, a strict object of which every member has a default; left out: there are none. */
  readonly settings?: z.ZodType;
};

/** A transport: its declaration, and how its two sides are created. Each is in a folder of its own, as `transport.ts`. */
export type TransportModule = TransportDeclaration & {
  readonly out?: (settings: OutSettings) => Out;
  readonly in?: (parts: InParts) => Entrances;
};

/** The settings of the sidecar that the sending sides may use. */
export type OutSettings = {
  /** The folder with our credentials for partners; null: there are none. */
  readonly secretsDir: string | null;
  /** Which addresses may be called. */
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
   * @throws SetUpFailure with what is wrong
   */
  readonly check?: (route: Route, connection: ConfiguredConnection, by: DeliveryRoute) => Promise<void>;
};

/** Where one kind of sender hands in: its intake, and the part of the journal that an entrance may use. */
export type Entrance = {
  readonly intake: Intake;
  readonly journal: Pick<RefusalJournal, "insertRejection"> &
    Pick<KeyJournal, "keyDigests" | "connectionOfKey"> &
    Pick<WebhookJournal, "webhookTaken" | "takeWebhook">;
};

/** What the receiving sides are given. */
export type InParts = {
  /** Returns an entrance that admits bodies itself while they arrive, and tells its senders when it refuses them. */
  readonly entrance: (name: string) => Entrance;
  /** Returns an entrance for bodies already in memory, whose senders get no answer: each refusal is kept as evidence. */
  readonly boundedEntrance: (name: string) => Entrance;
  /** Counts what an entrance keeps as evidence without a connection. */
  readonly onFault: (entrance: string, reason: string) => void;
  readonly connections: Connections;
  readonly admission: Admission;
  /** The room of senders that only their body authenticates. */
  readonly unproven: Admission;
  readonly limits: Limits;
  readonly addressees: ReadAddressees;
  readonly inboundWatch: InboundWatch;
  readonly settings: InSettings;
  readonly clock: Clock;
  readonly log: Log;
};

/** The settings of the sidecar that the receiving sides may use. */
export type InSettings = {
  readonly maximumBytes: number;
  /** Where the sidecar is reached from outside; null: addresses are relative. */
  readonly publicUrl: string | null;
  readonly secretsDir: string | null;
  /** The media type of webhooks, by the kind of connection; for other kinds the request's own counts. */
  readonly webhookMediaTypes: Readonly<Record<string, string>>;
  readonly proxies: Networks;
  readonly amqp: { readonly queue: string; readonly publishers: SpeakerRules["publishers"] };
  /** Null: no MLLP port is configured. */
  readonly mllp: MllpSettings | null;
};

/** How a transport receives messages: by routes of the HTTP server, by queues of the broker, or by its own listener. */
export type Entrances = {
  readonly routes?: readonly Router[];
  readonly subscriptions?: readonly Subscription[];
  /** Starts listening; resolves to null where nothing is configured. */
  readonly listen?: () => Promise<Listener | null>;
};

export type Listener = {
  readonly port: number;
  /** Sockets that have not authenticated yet, and those that are served. */
  observe(): { readonly unproven: number; readonly proven: number };
  /** Accepts nothing new; resolves when the answers under way are sent and all sockets are closed. */
  close(): Promise<void>;
};
