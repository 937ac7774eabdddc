import { INBOUND_QUEUE } from "../broker/topology.ts";
import type { Settings } from "../config/settings.ts";
import type { LaneSettings } from "../engine/model/lanes.ts";
import type { Clock } from "../engine/ports/runtime.ts";
import type { RetentionDays } from "../engine/upkeep/retention.ts";
import { knownNetwork, type Network } from "../security/addresses.ts";
import { listOf, type Networks, NO_NETWORKS, readNetworks } from "../security/networks.ts";
import type { MailServer } from "../transports/email/out.ts";
import { createTargets } from "../transports/https/targets.ts";
import type { MllpTls } from "../transports/mllp/handshakes.ts";
import type { MllpSettings } from "../transports/mllp/settings.ts";
import type { InSettings, OutSettings } from "../transports/transport.ts";

/** Functions that select the settings that each component needs. In the environment, the settings are a flat list. */

const TRANSPORT_TIMEOUT_SECONDS = 30;

export const laneSettings = (settings: Settings): LaneSettings => ({
  calls: {
    critical: settings.SUTURE_CALLS_CRITICAL,
    standard: settings.SUTURE_CALLS_STANDARD,
    bulk: settings.SUTURE_CALLS_BULK,
    contended: settings.SUTURE_CALLS_CONTENDED,
  },
  largest: settings.SUTURE_BATCH_SIZE,
  fillMs: settings.SUTURE_BATCH_FILL_MILLISECONDS,
});

export const retentionDays = (settings: Settings): RetentionDays => ({
  clinicalBodies: settings.SUTURE_RETENTION_CLINICAL_DAYS,
  unclaimed: settings.SUTURE_RETENTION_UNCLAIMED_DAYS,
  deliveries: settings.SUTURE_RETENTION_DELIVERIES_DAYS,
  events: settings.SUTURE_RETENTION_EVENTS_DAYS,
  rejections: settings.SUTURE_RETENTION_REJECTIONS_DAYS,
  steps: settings.SUTURE_RETENTION_STEPS_DAYS,
  keys: settings.SUTURE_RETENTION_KEYS_DAYS,
});

const allowedTargets = ({ SUTURE_ALLOWED_TARGETS: list }: Settings): Network[] =>
  listOf(list ?? "").map(knownNetwork);

const mailServer = ({ SUTURE_SMTP_URL: url, SUTURE_SMTP_FROM: from }: Settings): MailServer | null =>
  url && from ? { url, from, timeoutSeconds: 15 } : null;

/**
 * Parses pairs `user=connection`, separated by spaces, and returns the connections for which each broker user may publish. A user
 * needs no pair for the connection whose code is the user's name, unless the user has other pairs.
 */
export function brokerPublishers(text: string | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  const pairs = (text ?? "").split(/\s+/).filter((pair) => pair !== "");
  const connections = new Map<string, Set<string>>();
  for (const [user = "", connection = ""] of pairs.map((pair) => pair.split("=")))
    connections.set(user, (connections.get(user) ?? new Set()).add(connection));
  return connections;
}

/** Returns the proxies that are trusted to state the client's address. The list was validated when the settings were read. */
export const trustedProxies = ({ SUTURE_TRUSTED_PROXIES: list }: Settings): Networks =>
  readNetworks(list ?? "") ?? NO_NETWORKS;

/** Returns the settings for the sending sides of the transports. */
export const outSettings = (settings: Settings, clock: Clock): OutSettings => ({
  secretsDir: settings.SUTURE_SECRETS_DIR ?? null,
  targets: createTargets(allowedTargets(settings)),
  timeoutSeconds: TRANSPORT_TIMEOUT_SECONDS,
  dropFolder: settings.SUTURE_DROP_FOLDER ?? null,
  mail: mailServer(settings),
  clock,
});

/** Returns the settings for the receiving sides of the transports. */
export const inSettings = (settings: Settings): Omit<InSettings, "webhookMediaTypes"> => ({
  maximumBytes: settings.SUTURE_MAX_BODY_BYTES,
  publicUrl: settings.SUTURE_PUBLIC_URL ?? null,
  proxies: trustedProxies(settings),
  amqp: { queue: INBOUND_QUEUE, publishers: brokerPublishers(settings.SUTURE_AMQP_PUBLISHERS) },
  mllp: mllpSettings(settings),
});

function mllpSettings(settings: Settings): MllpSettings | null {
  const { SUTURE_MLLP_PORT: port, SUTURE_MLLP_HOST: host, SUTURE_MLLP_CONNECTION: connection } = settings;
  if (port === undefined) return null;
  const requiresProxyHeader = settings.SUTURE_MLLP_PROXY_PROTOCOL === "required";
  return { host, port, connection, protection: mllpProtection(settings), requiresProxyHeader };
}

/**
 * Returns the TLS key and certificates or, if they are not set, that the listener is not encrypted. When the settings were read,
 * they were validated to contain either the files or the permission to do without TLS.
 */
function mllpProtection(settings: Settings): { tls: MllpTls } | { plain: true } {
  const {
    SUTURE_MLLP_TLS_KEY: key,
    SUTURE_MLLP_TLS_CERTIFICATE: cert,
    SUTURE_MLLP_TLS_CLIENT_CA: ca,
  } = settings;
  return key && cert && ca ? { tls: { key, cert, ca } } : { plain: true };
}
