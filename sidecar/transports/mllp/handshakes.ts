import type { Socket } from "node:net";
import { createServer, type TLSSocket } from "node:tls";

/** PEM texts: our key and certificate, and who signs the certificates of those who may connect. */
export type MllpTls = {
  readonly key: string | Uint8Array;
  readonly cert: string | Uint8Array;
  readonly ca: string | Uint8Array;
};

export type Handshakes = {
  /** @returns the socket once its peer has shown a valid certificate, or why it has not */
  shake(raw: Socket): Promise<TLSSocket | { readonly fault: string }>;
};

/**
 * TLS on sockets that were already accepted. A server of Node's own counts and keeps them by itself, and leaves open a socket
 * that never ends its handshake: it reports an error and waits for somebody to close the socket.
 */
export function createHandshakes(tls: MllpTls): Handshakes {
  const waiting = new Map<string, (outcome: TLSSocket | { fault: string }) => void>();
  const server = createServer({
    key: pem(tls.key),
    cert: pem(tls.cert),
    ca: pem(tls.ca),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
  });
  server.on("secureConnection", (socket) => {
    const settle = waiting.get(nameOf(socket));
    if (settle) settle(socket);
    else socket.destroy();
  });
  server.on("tlsClientError", (error, socket) => {
    waiting.get(nameOf(socket))?.({ fault: error.message });
    socket.destroy();
  });
  return {
    shake: (raw) =>
      new Promise((resolve) => {
        const name = nameOf(raw);
        const settle = (outcome: TLSSocket | { fault: string }) => {
          waiting.delete(name);
          raw.off("close", leave);
          resolve(outcome);
        };
        const leave = () => settle({ fault: "the connection ended before the handshake" });
        waiting.set(name, settle);
        raw.once("close", leave);
        server.emit("connection", raw);
      }),
  };
}

/** The two ends of a connection: as long as it is open, no other has the same. */
const nameOf = (socket: Socket): string =>
  [socket.localAddress, socket.localPort, socket.remoteAddress, socket.remotePort].join(" ");

const pem = (text: string | Uint8Array): string | Buffer =>
  typeof text === "string" ? text : Buffer.from(text);
