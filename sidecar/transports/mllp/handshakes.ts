import type { Socket } from "node:net";
import { createServer, type TLSSocket } from "node:tls";

/** PEM texts: our key and certificate, and the CA certificates for clients. */
export type MllpTls = {
  readonly key: string | Uint8Array;
  readonly cert: string | Uint8Array;
  readonly ca: string | Uint8Array;
};

export type Handshakes = {
  /**
   * Performs the TLS handshake on an accepted socket.
   * @returns the TLS socket, whose peer has presented a valid certificate, or the reason for the failure
   */
  shake(raw: Socket): Promise<TLSSocket | { readonly fault: string }>;
};

/**
 * Creates the TLS handshakes for accepted sockets. Node's own TLS server is not used to accept them, because it counts and keeps
 * sockets itself, and does not close a socket whose handshake never completes: it only reports an error.
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

/** Returns a name for a connection: the addresses and ports of both ends, which are unique while it is open. */
const nameOf = (socket: Socket): string =>
  [socket.localAddress, socket.localPort, socket.remoteAddress, socket.remotePort].join(" ");

const pem = (text: string | Uint8Array): string | Buffer =>
  typeof text === "string" ? text : Buffer.from(text);
