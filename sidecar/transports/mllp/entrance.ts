import type { Socket } from "node:net";
import { createPlaces, type Place, type PlaceLimits, type Places } from "../../limits/places.ts";
import { addressIn, NO_NETWORKS } from "../../security/networks.ts";
import { createHandshakes, type MllpTls } from "./handshakes.ts";
import { type ProxyRules, readOpening } from "./opening.ts";

/** The reasons for refusing a socket, as logged and stored with the evidence. */
export type SocketRefusal =
  | "proxy-header"
  | "proxy-header-missing"
  | "proxy-header-forbidden"
  | "handshake"
  | "handshake-timeout"
  | "crowded-out"
  | "too-many-sockets";

export type RefusedSocket = {
  readonly remote: string | null;
  readonly reason: SocketRefusal;
  readonly detail: string | null;
  /** The number of bytes received from the peer before the refusal, excluding a proxy's header. */
  readonly size: number;
};

export type EntranceRules = {
  readonly tls: MllpTls | null;
  readonly proxies?: ProxyRules | undefined;
  readonly limits: PlaceLimits;
  /** The time limit in milliseconds for the PROXY header and the TLS handshake or, without TLS, for the first byte. */
  readonly openingMs: number;
  readonly onRefused: (refused: RefusedSocket) => void;
};

/** An admitted socket, with the IP address of the client, even if it connects through a trusted proxy. */
export type Guest = { readonly socket: Socket; readonly address: string | null; readonly place: Place };

export type Entrance = {
  /**
   * Checks a socket and admits it.
   * @returns null if the socket was closed instead
   */
  admit(raw: Socket): Promise<Guest | null>;
  observe: Places["observe"];
  /** Closes all sockets that have not been admitted yet. */
  close(): void;
};

/**
 * Creates the entrance of a listener. It checks each socket before its session begins: the socket limits, the PROXY header and
 * the TLS handshake.
 */
export function createEntrance(rules: EntranceRules): Entrance {
  const { proxies = { trusted: NO_NETWORKS, required: false }, openingMs } = rules;
  const places = createPlaces(rules.limits);
  const handshakes = rules.tls && createHandshakes(rules.tls);
  const waiting = new Set<Socket>();
  const refused = new WeakSet<Socket>();
  /** By socket, the number of bytes of the PROXY header that preceded the client's data. */
  const headers = new WeakMap<Socket, number>();

  /**
   * Closes a socket without a response, reports it once to `onRefused`, and returns null. A socket whose handshake failed before
   * it sent anything, like the health check of a load balancer, is not reported.
   */
  function turnAway(
    raw: Socket,
    remote: string | null,
    reason: SocketRefusal,
    detail: string | null = null,
  ): null {
    const size = raw.bytesRead - (headers.get(raw) ?? 0);
    const isTold = refused.has(raw) || (size === 0 && isHandshake(reason));
    refused.add(raw);
    raw.destroy();
    if (!isTold) rules.onRefused({ remote, reason, detail, size });
    return null;
  }

  function placeOf(raw: Socket, address: string | null, remote: string | null): Place | null {
    const place = places.enter(address, () => turnAway(raw, remote, "crowded-out"));
    if (place === null) return turnAway(raw, remote, "too-many-sockets");
    raw.once("close", place.leave);
    return place;
  }

  async function pass(raw: Socket): Promise<Guest | null> {
    const peer = addressIn(raw.remoteAddress ?? "");
    // The peer has already reset the connection, as health checks of load balancers do.
    if (peer === null) return leave(raw);
    // A proxy opens connections for many clients, so its own address does not count as a sender.
    const first = placeOf(raw, proxies.trusted.has(peer) ? null : peer, peer);
    if (first === null) return null;
    const opening = await readOpening(raw, peer, proxies);
    if (opening.refusal === "gone") return leave(raw);
    if (opening.refusal) return turnAway(raw, peer, opening.refusal);
    headers.set(raw, opening.headerBytes);
    const address = opening.source;
    if (address !== peer) first.leave();
    const place = address === peer ? first : placeOf(raw, address, address);
    if (place === null || handshakes === null) return place && { socket: raw, address, place };
    const socket = await handshakes.shake(raw);
    if ("fault" in socket) return turnAway(raw, address, "handshake", socket.fault);
    return place.prove() ? { socket, address, place } : turnAway(raw, address, "too-many-sockets");
  }

  return {
    async admit(raw) {
      waiting.add(raw);
      raw.on("error", () => undefined);
      const late = setTimeout(() => {
        turnAway(raw, addressIn(raw.remoteAddress ?? ""), "handshake-timeout");
      }, openingMs);
      const guest = await pass(raw);
      clearTimeout(late);
      waiting.delete(raw);
      return raw.destroyed ? null : guest;
    },
    observe: places.observe,
    close: () => {
      for (const raw of waiting) raw.destroy();
    },
  };
}

const isHandshake = (reason: SocketRefusal): boolean =>
  reason === "handshake" || reason === "handshake-timeout";

function leave(raw: Socket): null {
  raw.destroy();
  return null;
}
