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
  /** 0 lets the operating system select a free port. */
  readonly port: number;
  /** The maximum number of sockets served at the same time. Each may use memory for a frame of the maximum size. */
  readonly maximumSockets?: number;
  /** The time limit of a TLS handshake in milliseconds. */
  readonly handshakeMs?: number;
  /** The proxies that may state the client's address with the PROXY protocol. By default, none may. */
  readonly proxies?: ProxyRules | undefined;
  /** Called for each socket that is closed before anything was accepted from it. */
  readonly onRefused?: (refused: RefusedSocket) => void;
} & (
    | { readonly tls: MllpTls; readonly plain?: undefined }
    /** No encryption and no authentication of clients. This must be requested explicitly. */
    | { readonly plain: true; readonly tls?: undefined }
  );

export type MllpListener = {
  readonly port: number;
  /**
   * Returns the number of sockets whose peers have not been authenticated yet, and the number of sockets that are being served.
   */
  observe(): { readonly unproven: number; readonly proven: number };
  /** Stops accepting sockets. Resolves after pending acknowledgements have been sent and all sockets are closed. */
  close(): Promise<void>;
};

type Tell = (refused: RefusedSocket) => void;

const MOST_SOCKETS = 100;
const HANDSHAKE_MS = 10_000;
/**
 * The maximum number of sockets whose peers have not been authenticated. They are counted separately. The limit is high, because
 * sockets stay in this state only briefly.
 */
export const MOST_UNPROVEN = 200;

/**
 * Returns the limits for a listener that serves at most `sockets` sockets at the same time. One address may use at most half of
 * each limit, so that other addresses can still connect.
 */
const limitsOf = (sockets: number): PlaceLimits => ({
  unproven: MOST_UNPROVEN,
  unprovenPerAddress: MOST_UNPROVEN / 2,
  proven: sockets,
  provenPerAddress: Math.ceil(sockets / 2),
});

/**
 * Listens for HL7 v2 messages of one connection over MLLP. Each frame is acknowledged when its messages have been committed, in
 * the order of the frames. Rejects if the address cannot be used, or if neither `tls` nor `plain` is set.
 */
export async function startMllp(options: MllpOptions): Promise<MllpListener> {
  const { tls, plain, proxies, maximumSockets = MOST_SOCKETS } = options;
  if (tls === undefined && plain !== true)
    throw new Error("MLLP without TLS must be requested explicitly: set tls, or plain: true.");
  const isNews = onceAMinute(options.clock);
  const tell = tellerOf(options);
  const sessions = new Set<Session>();
  let isClosing = false;
  const entrance = createEntrance({
    tls: tls ?? null,
    proxies,
    limits: limitsOf(maximumSockets),
    // Without TLS there is no handshake, and an EHR may connect long before it sends its first message.
    openingMs: tls ? (options.handshakeMs ?? HANDSHAKE_MS) : options.idleSeconds * 1000,
    onRefused: tell,
  });
  const receive = async (raw: Socket) => {
    const guest = await entrance.admit(raw);
    if (guest === null) return;
    const session = serveGuest(guest, { ...options, isNews }, tell);
    sessions.add(session);
    // The listener may have been closed during the handshake.
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

/**
 * Starts the session of an admitted socket. With TLS, the peer is already authenticated; without TLS, it counts as authenticated
 * when its first frame is complete.
 */
function serveGuest({ socket, address, place }: Guest, options: MllpOptions, tell: Tell): Session {
  socket.on("error", () => undefined);
  // A peer that closes its side after its last frame still receives its acknowledgements.
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

/**
 * Returns the callback for refused sockets. It logs each address and reason at most once a minute, and passes every refusal to
 * `onRefused`.
 */
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

/**
 * Returns the data about the peer that is stored with its messages: its address and, with TLS, its client certificate. NUL is
 * removed, because PostgreSQL text cannot contain it.
 */
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
