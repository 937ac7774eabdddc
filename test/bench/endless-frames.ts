import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

export type EndlessFrames = {
  /** Returns the number of bytes sent so far, and the number of sockets that are still open. */
  observe(): { readonly bytes: number; readonly open: number };
  close(): void;
};

/** One chunk of content without an end. All sockets send the same buffer, so that the sender needs no memory. */
const CHUNK = Buffer.alloc(65_536, "OBX|1|TX|||endless\r");
const HEADER = Buffer.from("\x0bMSH|^~\\&|EHR|NORTH|SUTURE|STORE|20261120093000||ADT^A03|1|P|2.5\r");

/**
 * Opens sockets of which each starts a frame and then sends content as fast as it is read, without ever ending the frame.
 * @param connect opens a socket, which may use TLS
 * @param most the number of bytes after which a socket sends no more, and stays open
 */
export function sendEndlessFrames(
  connect: (index: number) => Socket,
  sockets: number,
  most = Number.POSITIVE_INFINITY,
): EndlessFrames {
  let bytes = 0;
  const open = new Set<Socket>();
  for (let index = 0; index < sockets; index += 1) {
    const socket = connect(index);
    open.add(socket);
    socket.on("error", () => undefined).on("close", () => open.delete(socket));
    socket.resume();
    socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", () => {
      let sent = 0;
      const write = () => {
        while (!socket.destroyed && sent < most) {
          const piece = sent === 0 ? HEADER : CHUNK.subarray(0, Math.min(CHUNK.length, most - sent));
          sent += piece.length;
          bytes += piece.length;
          if (!socket.write(piece)) return;
        }
      };
      socket.on("drain", write);
      write();
    });
  }
  return {
    observe: () => ({ bytes, open: open.size }),
    close: () => {
      for (const socket of open) socket.destroy();
    },
  };
}
