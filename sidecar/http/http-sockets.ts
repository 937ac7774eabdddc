import type { Server } from "node:http";
import type { Socket } from "node:net";
import { createPlaces, type Place, type PlaceLimits, type Places } from "../limits/places.ts";
import { addressIn, type Networks } from "../security/networks.ts";

/**
 * The maximum numbers of sockets of the HTTP server. They far exceed what partners, probes and Odoo need, but leave enough file
 * descriptors for the process itself.
 */
const LIMITS: PlaceLimits = {
  unproven: 1000,
  unprovenPerAddress: 500,
  proven: 2000,
  provenPerAddress: 500,
};
/**
 * The maximum number of concurrent requests on one socket. Hardly any client sends a second one before it has received the first
 * response.
 */
const MOST_AT_ONCE = 32;
/** The minimum time in milliseconds without traffic in either direction after which a peer is disconnected. */
const STALLED_MS = 180_000;
/** What a request needs in addition to its calls to Odoo, in milliseconds. */
const BESIDES_ODOO_MS = 60_000;
/** The maximum number of calls to Odoo that a request of an operator requires. */
const MOST_CALLS = 2;

/**
 * Returns the maximum time in milliseconds without traffic in either direction while a response is pending. It exceeds the duration
 * of the calls to Odoo that a request may require.
 * @param odooSeconds the timeout of a call to Odoo, in seconds
 */
export const stalledAfter = (odooSeconds: number): number =>
  Math.max(STALLED_MS, MOST_CALLS * odooSeconds * 1000 + BESIDES_ODOO_MS);

export type RefusedConnection = {
  readonly remote: string | null;
  readonly reason: "crowded-out" | "too-many-sockets" | "too-many-at-once";
};

export type GuardOptions = { readonly limits?: PlaceLimits; readonly stalledMs?: number };

/**
 * Limits the number of sockets of an HTTP server. Sockets that have not sent a complete request header yet are counted separately
 * from the others. A trusted proxy has no limit of its own, because it represents many senders. A peer that does not read its
 * response is disconnected, because it would occupy its place forever. `onRefused` receives each refused socket.
 */
export function guardSockets(
  server: Server,
  proxies: Networks,
  onRefused: (refused: RefusedConnection) => void,
  { limits = LIMITS, stalledMs = STALLED_MS }: GuardOptions = {},
): Pick<Places, "observe"> {
  const places = createPlaces(limits);
  const unproven = new WeakMap<Socket, Place>();
  const underWay = new WeakMap<Socket, number>();
  server.setTimeout(stalledMs);
  const refuse = (socket: Socket, reason: RefusedConnection["reason"]) => {
    if (socket.destroyed) return;
    const remote = addressIn(socket.remoteAddress ?? "");
    socket.destroy();
    onRefused({ remote, reason });
  };
  server.on("connection", (socket: Socket) => {
    const peer = addressIn(socket.remoteAddress ?? "");
    const address = peer !== null && proxies.has(peer) ? null : peer;
    const place = places.enter(address, () => refuse(socket, "crowded-out"));
    if (place === null) return refuse(socket, "too-many-sockets");
    unproven.set(socket, place);
    socket.once("close", place.leave);
  });
  server.prependListener("request", ({ socket }, response) => {
    const count = (underWay.get(socket) ?? 0) + 1;
    // Requests in one packet arrive together, and would be processed before those of other senders.
    if (count > MOST_AT_ONCE) return refuse(socket, "too-many-at-once");
    underWay.set(socket, count);
    response.once("close", () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
    const place = unproven.get(socket);
    if (place === undefined) return;
    unproven.delete(socket);
    if (!place.prove()) refuse(socket, "too-many-sockets");
  });
  return { observe: places.observe };
}
