import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { onceAMinute } from "../../limits/once-a-minute.ts";
import type { PlaceLimits } from "../../limits/places.ts";
import { createEntrance, type Guest, type RefusedSocket } from "./entrance.ts";
import type { MllpTls } from "./handshakes.ts";
import type { ProxyRules } from "./opening.ts";
import type { Peer } from "./receive.ts";
import { type Session, type SessionParts, serve } from "./session.ts";

export type MllpOptions = SessionParts & {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** The most sockets served at a time; each may hold a frame of the largest size. */
  readonly maximumSockets?: number;
  /** How long a handshake may take. */
  readonly handshakeMs?: number;
  /** Who may state the client's address by the PROXY protocol; by default nobody. */
  readonly proxies?: ProxyRules | undefined;
  /** Called for each socket that is closed before anything was accepted from it. */
  readonly onRefused?: (refused: RefusedSocket) => void;
} & (
    | { readonly tls: MllpTls; readonly plain?: undefined }
    /** No encryption, and whoever reaches the port may send: only if this is requested explicitly. */
    | { readonly plain: true; readonly tls?: undefined }
  );

export type MllpListener = {
  readonly port: number;
  /** Sockets that have proven nothing yet, and those that are served. */
  observe(): { readonly unproven: number; readonly proven: number };
  /** Takes no new socket; resolves when the answers under way are sent and all sockets are closed. */
  close(): Promise<void>;
};

type Tell = (refused: RefusedSocket) => void;

const MOST_SOCKETS = 100;
const HANDSHAKE_MS = 10_000;
/** Those who have proven nothing yet have room of their own: many, as each stays for a moment only. */
const MOST_UNPROVEN = 200;

/** Half of all is the most that one address gets, so that there is always room for another. */
const limitsOf = (sockets: number): PlaceLimits => ({
  unproven: MOST_UNPROVEN,
  unprovenPerAddress: MOST_UNPROVEN / 2,
  proven: sockets,
  provenPerAddress: Math.ceil(sockets / 2),
});

/**
 * Listens for HL7 v2 messages of one connection over MLLP. Each frame gets its answer once its message is committed, in
 * the order of the frames. Rejects when the address cannot be listened on, or neither `tls` nor `plain` is given.
 */
export async function startMllp(options: MllpOptions): Promise<MllpListener> {
  const { tls, plain, proxies, maximumSockets = MOST_SOCKETS } = options;
  if (tls === undefined && plain !== true)
    throw new Error("MLLP without TLS must be asked for: give tls, or plain: true.");
  const isNews = onceAMinute(options.clock);
  const tell = tellerOf(options);
  const sessions = new Set<Session>();
  let isClosing = false;
  const entrance = createEntrance({
    tls: tls ?? null,
    proxies,
    limits: limitsOf(maximumSockets),
    // Without TLS there is nothing to shake: an EHR may connect long before its first message.
    openingMs: tls ? (options.handshakeMs ?? HANDSHAKE_MS) : options.idleSeconds * 1000,
    onRefused: tell,
  });
  const receive = async (raw: Socket) => {
    const guest = await entrance.admit(raw);
    if (guest === null) return;
    const session = serveGuest(guest, { ...options, isNews }, tell);
    sessions.add(session);
    // A handshake may have been under way.
    if (isClosing) session.stop();
    void session.closed.then(() => sessions.delete(session));
  };
  const server = createServer((raw) => void receive(raw));
  await listening(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    observe: entrance.observe,
    async close() {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      entrance.close();
      for (const session of sessions) session.stop();
      await closed;
    },
  };
}

/** Without TLS, a peer has proven itself when its first frame is whole. */
function serveGuest({ socket, address, place }: Guest, options: MllpOptions, tell: Tell): Session {
  socket.on("error", () => undefined);
  // A peer that has sent its last frame and closed its side still gets its answers. Before that, who closes its side has gone.
  socket.allowHalfOpen = true;
  const welcome = () => {
    const isServed = place.prove();
    if (!isServed)
      tell({ remote: address, reason: "too-many-sockets", detail: null, size: socket.bytesRead });
    return isServed;
  };
  const isWelcome = options.tls ? undefined : once(welcome);
  return serve(socket, peerOf(socket, address), { ...options, ...(isWelcome && { isWelcome }) });
}

function once(ask: () => boolean): () => boolean {
  let answer: boolean | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

/** The log hears of an address once a minute, whatever it does; everything is counted elsewhere. */
function tellerOf({ log, connection, onRefused, clock }: MllpOptions): Tell {
  const isNews = onceAMinute(clock);
  return (refused) => {
    const { remote, reason, detail } = refused;
    const what =
      reason === "handshake" ? "a client without a valid certificate was refused" : "a socket was refused";
    if (isNews(`${remote} ${reason}`)) log.warn({ connection, remote, reason, error: detail }, what);
    onRefused?.(refused);
  };
}

/** PostgreSQL text cannot contain NUL. */
function peerOf(socket: Socket, remote: string | null): Peer {
  if (!(socket instanceof TLSSocket)) return { remote, headers: {} };
  const { fingerprint256, subject } = socket.getPeerCertificate();
  const name = [subject?.CN ?? ""].flat().join(", ").replaceAll("\0", "");
  return { remote, headers: { "client-certificate": name, "client-certificate-sha256": fingerprint256 } };
}

function listening(server: Server, { host, port }: MllpOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
