import type { Server } from "node:http";
import type { Socket } from "node:net";
import { createPlaces, type Place, type PlaceLimits, type Places } from "../limits/places.ts";
import { addressIn, type Networks } from "../security/networks.ts";

/** Many more than partners, probes and Odoo have; few enough that the process keeps file descriptors for its own work. */
const LIMITS: PlaceLimits = {
  unproven: 1000,
  unprovenPerAddress: 500,
  proven: 2000,
  provenPerAddress: 500,
};
/** Requests of one connection under way at a time. Hardly anybody sends a second one before the answer to the first has come. */
const MOST_AT_ONCE = 32;
/** How long nothing may move in either direction while an answer is under way: longer than two calls of Odoo, for which an operator waits. */
const STALLED_MS = 180_000;

export type RefusedConnection = {
  readonly remote: string | null;
  readonly reason: "crowded-out" | "too-many-sockets" | "too-many-at-once";
};

/**
 * Counts the connections of an HTTP server: those on which no request has come yet apart from the others. A proxy that is trusted has
 * no limit of its own, for it comes for many. A peer that does not take its answer is not waited for: it would keep its place for ever.
 */
export function guardSockets(
  server: Server,
  proxies: Networks,
  onRefused: (refused: RefusedConnection) => void,
  limits: PlaceLimits = LIMITS,
  stalledMs: number = STALLED_MS,
): Pick<Places, "observe"> {
  const places = createPlaces(limits);
  const unproven = new WeakMap<Socket, Place>();
  const underWay = new WeakMap<Socket, number>();
  server.setTimeout(stalledMs);
  const turnAway = (socket: Socket, reason: RefusedConnection["reason"]) => {
    if (socket.destroyed) return;
    const remote = addressIn(socket.remoteAddress ?? "");
    socket.destroy();
    onRefused({ remote, reason });
  };
  server.on("connection", (socket: Socket) => {
    const peer = addressIn(socket.remoteAddress ?? "");
    const address = peer !== null && proxies.has(peer) ? null : peer;
    const place = places.enter(address, () => turnAway(socket, "crowded-out"));
    if (place === null) return turnAway(socket, "too-many-sockets");
    unproven.set(socket, place);
    socket.once("close", place.leave);
  });
  server.prependListener("request", ({ socket }, response) => {
    const count = (underWay.get(socket) ?? 0) + 1;
    // Requests that come in one piece are all there at once, and would stand before everybody else's.
    if (count > MOST_AT_ONCE) return turnAway(socket, "too-many-at-once");
    underWay.set(socket, count);
    response.once("close", () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
    const place = unproven.get(socket);
    if (place === undefined) return;
    unproven.delete(socket);
    if (!place.prove()) turnAway(socket, "too-many-sockets");
  });
  return { observe: places.observe };
}
