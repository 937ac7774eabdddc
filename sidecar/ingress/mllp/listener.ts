import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, TLSSocket } from "node:tls";
import type { Peer } from "./receive.ts";
import { type Session, type SessionParts, serve } from "./session.ts";

/** PEM texts: our key and certificate, and who signs the certificates of those who may connect. */
export type MllpTls = {
  readonly key: string | Uint8Array;
  readonly cert: string | Uint8Array;
  readonly ca: string | Uint8Array;
};

export type MllpOptions = SessionParts & {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Sockets at a time; each may hold a frame of the largest size. */
  readonly maximumSockets?: number;
} & (
    | { readonly tls: MllpTls; readonly plain?: undefined }
    /** No encryption, and whoever reaches the port may send: only when it is asked for by name. */
    | { readonly plain: true; readonly tls?: undefined }
  );

export type MllpListener = {
  readonly port: number;
  /** Takes no new socket; resolves when the answers under way are sent and all sockets are closed. */
  close(): Promise<void>;
};

const MOST_SOCKETS = 100;
const HANDSHAKE_MS = 10_000;

/**
 * Listens for HL7 v2 messages of one connection over MLLP. Each frame gets its answer once its message is committed, in
 * the order of the frames. Rejects when the address cannot be listened on, or neither `tls` nor `plain` is given.
 */
export async function startMllp(options: MllpOptions): Promise<MllpListener> {
  const sessions = new Set<Session>();
  let isClosing = false;
  const server = serverFor(options, (socket) => {
    socket.on("error", () => undefined);
    const session = serve(socket, peerOf(socket), options);
    sessions.add(session);
    // A handshake may have been under way.
    if (isClosing) session.stop();
    void session.closed.then(() => sessions.delete(session));
  });
  server.maxConnections = options.maximumSockets ?? MOST_SOCKETS;
  await listening(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of sessions) session.stop();
      await closed;
    },
  };
}

function serverFor(options: MllpOptions, onSocket: (socket: Socket) => void): Server {
  const { tls, plain, log, connection } = options;
  // A peer that has sent its last frame and closed its side still gets its answers.
  const sockets = { allowHalfOpen: true };
  if (tls === undefined) {
    if (plain !== true) throw new Error("MLLP without TLS must be asked for: give tls, or plain: true.");
    return createServer(sockets, onSocket);
  }
  const server = createTlsServer(
    {
      ...sockets,
      key: pem(tls.key),
      cert: pem(tls.cert),
      ca: pem(tls.ca),
      requestCert: true,
      rejectUnauthorized: true,
      minVersion: "TLSv1.2",
      handshakeTimeout: HANDSHAKE_MS,
    },
    onSocket,
  );
  server.on("tlsClientError", (error, socket) => {
    const remote = socket.remoteAddress ?? null;
    log.warn(
      { connection, remote, error: error.message },
      "a client without a valid certificate was refused",
    );
  });
  return server;
}

const pem = (text: string | Uint8Array): string | Buffer =>
  typeof text === "string" ? text : Buffer.from(text);

/** PostgreSQL's text holds no NUL. */
function peerOf(socket: Socket): Peer {
  const remote = socket.remoteAddress ?? null;
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
