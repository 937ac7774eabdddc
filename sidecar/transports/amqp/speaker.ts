import type { ConnectionKind } from "../../documents/connection-profile.ts";
import { LONGEST } from "../../documents/limits.ts";
import { storable } from "../../engine/model/storable.ts";
import type { Delivered } from "../../engine/ports/broker.ts";

/**
 * The first word of the routing key for each kind of connection. The broker's topic permissions restrict each publisher to the
 * routing keys of its own connections; a header must not grant more rights.
 */
export const WORLD_OF_KIND = {
  edi: "edi",
  ehr: "ehr",
  billing: "billing",
  wms: "erp",
  other: "erp",
} as const satisfies Record<ConnectionKind, string>;
const WORLDS: ReadonlySet<string> = new Set(Object.values(WORLD_OF_KIND));
const worldOf = (kind: string): string | undefined =>
  new Map<string, string>(Object.entries(WORLD_OF_KIND)).get(kind);

/**
 * The reasons why a message is stored without a connection, as used in logs, evidence and metrics:
 * - no-connection: neither the routing key nor the header names a connection;
 * - connection-too-long: a name is longer than any code of a connection;
 * - unknown-world: the first word of the routing key is not in `WORLD_OF_KIND`;
 * - header-differs: the header names a different connection than the routing key;
 * - other-world: the first word of the routing key is not the word for the kind of the connection;
 * - other-user: the broker user may not publish for the connection.
 */
export const SPEAKER_FAULTS = [
  "no-connection",
  "connection-too-long",
  "unknown-world",
  "header-differs",
  "other-world",
  "other-user",
] as const;
export type SpeakerFault = (typeof SPEAKER_FAULTS)[number];

export type SpeakerRules = {
  /** Returns the kind of a connection, active or not. Returns null if the connection does not exist. */
  readonly kindOf: (connection: string) => string | null;
  /**
   * By broker user, the connections for which the user may publish. A user without an entry may publish only for the connection
   * whose code is its name.
   */
  readonly publishers: ReadonlyMap<string, ReadonlySet<string>>;
};

/** The connection of a message. If the message belongs to none, `connection` is null and `fault` is the reason. */
export type Speaker = { readonly connection: string | null; readonly fault: SpeakerFault | null };

/**
 * Returns the connection of a published message, which its routing key names: `{edi|ehr|billing|erp}.{connection}.{document or
 * format}`. If the header `suture-connection` or the `user-id` (verified by the broker) is present and does not match, returns
 * the fault instead.
 */
export function speakerOf(message: Delivered, rules: SpeakerRules): Speaker {
  const named = storable(message.routingKey.split(".")[1] || headerOf(message));
  const fault = faultOf(message, named, rules);
  return { connection: fault === null ? named : null, fault };
}

function faultOf(message: Delivered, named: string | null, rules: SpeakerRules): SpeakerFault | null {
  if (named === null) return "no-connection";
  const header = storable(headerOf(message));
  if (named.length > LONGEST.connection || (header?.length ?? 0) > LONGEST.connection)
    return "connection-too-long";
  const [world = "", word = ""] = storable(message.routingKey).split(".");
  if (!WORLDS.has(world)) return "unknown-world";
  if (header !== null && header !== word) return "header-differs";
  const kind = rules.kindOf(named);
  if (kind !== null && worldOf(kind) !== world) return "other-world";
  return maySpeak(message.userId, named, rules) ? null : "other-user";
}

function maySpeak(user: string | null, connection: string, { publishers }: SpeakerRules): boolean {
  if (user === null) return true;
  return publishers.get(user)?.has(connection) ?? user === connection;
}

const headerOf = ({ headers }: Delivered): string | null => {
  const header = headers["suture-connection"];
  return typeof header === "string" && header !== "" ? header : null;
};

/** Returns the properties of a message that are stored as evidence: what the publisher and the broker state about it. */
export function evidenceOf(message: Delivered): Record<string, string> {
  const { messageId, routingKey, userId } = message;
  const said = {
    "message-id": messageId,
    "routing-key": routingKey,
    "suture-connection": headerOf(message),
    "user-id": userId,
  };
  return Object.fromEntries(Object.entries(said).filter((pair): pair is [string, string] => !!pair[1]));
}
