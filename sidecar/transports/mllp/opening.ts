import type { Socket } from "node:net";
import type { Networks } from "../../security/networks.ts";
import { type ProxyHeader, readProxyHeader } from "./proxy-protocol.ts";

/** Which proxies speak for others, and whether each of them has to. */
export type ProxyRules = { readonly trusted: Networks; readonly required: boolean };

/** What the beginning of a connection shows: whose it is, or why it is refused. `gone`: it ended before anything was sent. */
export type Opening =
  | { readonly source: string; readonly headerBytes: number; readonly refusal?: undefined }
  | { readonly refusal: "proxy-header" | "proxy-header-missing" | "proxy-header-forbidden" | "gone" };

/**
 * Reads a proxy's header, if there is one, and leaves everything after it on the socket. Only a trusted proxy may state whom it
 * speaks for: from anybody else the header is forged, or a configuration error.
 */
export async function readOpening(
  socket: Socket,
  peer: string,
  { trusted, required }: ProxyRules,
): Promise<Opening> {
  const isTrusted = trusted.has(peer);
  const header = await firstBytes(socket);
  if (header === null) return { refusal: "gone" };
  if (header.kind === "malformed") return { refusal: "proxy-header" };
  if (header.kind === "header")
    return isTrusted
      ? { source: header.source ?? peer, headerBytes: header.length }
      : { refusal: "proxy-header-forbidden" };
  return isTrusted && required ? { refusal: "proxy-header-missing" } : { source: peer, headerBytes: 0 };
}

/** Returns what the first bytes are, once that is sure; null when the socket has ended before. */
function firstBytes(socket: Socket): Promise<ProxyHeader | null> {
  return new Promise((resolve) => {
    let come: Buffer = Buffer.alloc(0);
    const settle = (header: ProxyHeader | null) => {
      socket.off("readable", look).off("end", leave).off("close", leave);
      resolve(header);
    };
    const leave = () => settle(null);
    const look = () => {
      const piece: Buffer | null = socket.read();
      if (piece === null) return;
      come = Buffer.concat([come, piece]);
      const header = readProxyHeader(come);
      if (header.kind === "incomplete") return;
      const rest = header.kind === "header" ? come.subarray(header.length) : come;
      if (rest.length > 0) socket.unshift(rest);
      settle(header);
    };
    socket.on("readable", look).once("end", leave).once("close", leave);
  });
}
