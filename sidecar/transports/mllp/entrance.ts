import type { Socket } from "node:net";
import { createPlaces, type Place, type PlaceLimits, type Places } from "../../limits/places.ts";
import { addressIn, NO_NETWORKS } from "../../security/networks.ts";
import { createHandshakes, type MllpTls } from "./handshakes.ts";
import { type ProxyRules, readOpening } from "./opening.ts";

/** Why a socket is not served. */
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
  /** Bytes that came. */
  readonly size: number;
};

export type EntranceRules = {
  readonly tls: MllpTls | null;
  readonly proxies?: ProxyRules | undefined;
  readonly limits: PlaceLimits;
  /** How long a peer may take until its handshake is done; without TLS, until its first byte. */
  readonly openingMs: number;
  readonly onRefused: (refused: RefusedSocket) => void;
};

/** A socket that may be served, and where its peer is, whatever stands between. */
export type Guest = { readonly socket: Socket; readonly address: string | null; readonly place: Place };

export type Entrance = {
  /** @returns null when the socket was closed instead */
  admit(raw: Socket): Promise<Guest | null>;
  observe: Places["observe"];
  /** Closes all sockets that have not been admitted yet. */
  close(): void;
};

/** Creates what precedes a listener's sessions: the limit of sockets, the PROXY header, the handshake. */
export function createEntrance(rules: EntranceRules): Entrance {
  const { proxies = { trusted: NO_NETWORKS, required: false }, openingMs } = rules;
  const places = createPlaces(rules.limits);
  const handshakes = rules.tls && createHandshakes(rules.tls);
  const waiting = new Set<Socket>();
  const refused = new WeakSet<Socket>();
  /** Bytes that a proxy put in front of what its client sends. */
  const headers = new WeakMap<Socket, number>();

  /** Closes the socket without an answer. One that sent nothing at all, such as a load balancer's check, leaves no evidence. */
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
    // It was reset before we looked at it, as by the checks of a load balancer.
    if (peer === null) return leave(raw);
    // A proxy opens connections for many: its own address is no sender's.
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
