import { once } from "node:events";
import { readdirSync, readlinkSync } from "node:fs";
import { connect, type Socket } from "node:net";

/** The beginning of a TLS ClientHello that never completes (RFC 8446 §4.1.2). */
const HALF_HELLO = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, 0x00]);

/**
 * The kinds of connections that load balancers, port scans and network failures cause on a port. None of them sends a message.
 */
export const RUDENESS: Readonly<Record<string, (socket: Socket) => void>> = {
  "opened and closed": (socket) => socket.end(),
  "opened and aborted": (socket) => socket.destroy(),
  "opened and reset": (socket) => socket.resetAndDestroy(),
  "half a handshake, closed": (socket) => socket.end(HALF_HELLO),
  "half a handshake, reset": (socket) => socket.write(HALF_HELLO, () => socket.resetAndDestroy()),
  "no handshake at all": (socket) => socket.end("GET / HTTP/1.1\r\n\r\n"),
};

export type Address = { readonly host: string; readonly port: number };

/**
 * Opens `count` connections, which misbehave in each way of `RUDENESS` in turn, at most `atOnce` of them concurrently. Waits
 * until our side of every connection is closed.
 */
export async function beRude(address: Address, count: number, atOnce = 50): Promise<void> {
  const ways = Object.values(RUDENESS);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < count; index = next++)
      await rudely(address, ways[index % ways.length] as (socket: Socket) => void);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, work));
}

async function rudely({ host, port }: Address, be: (socket: Socket) => void): Promise<void> {
  const socket = connect({ host, port, allowHalfOpen: true });
  socket
    .on("error", () => undefined)
    .on("end", () => socket.destroy())
    .resume();
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await Promise.race([once(socket, "connect").catch(() => undefined), closed]);
  be(socket);
  await closed;
}

/** Returns the numbers of open sockets and of all open file descriptors of a process. */
export function openFiles(pid: number | "self" = "self"): { readonly sockets: number; readonly all: number } {
  const folder = `/proc/${pid}/fd`;
  const targets = readdirSync(folder).map((name) => {
    try {
      return readlinkSync(`${folder}/${name}`);
    } catch {
      return "";
    }
  });
  return { sockets: targets.filter((target) => target.startsWith("socket:")).length, all: targets.length };
}
