import type { Socket } from "node:net";
import type { Networks } from "../../security/networks.ts";
import { type ProxyHeader, readProxyHeader } from "./proxy-protocol.ts";

/** The proxies that may state the address of a client, and whether they are required to. */
export type ProxyRules = { readonly trusted: Networks; readonly required: boolean };

/**
 * The result of reading the beginning of a connection: the address of the client, or the reason for refusing the connection.
 * `gone` means that the connection ended before anything was sent. `headerBytes` is the size of the PROXY header.
 */
export type Opening =
  | { readonly source: string; readonly headerBytes: number; readonly refusal?: undefined }
  | { readonly refusal: "proxy-header" | "proxy-header-missing" | "proxy-header-forbidden" | "gone" };

/**
 * Reads the PROXY header, if any, and leaves all following bytes on the socket. Only a trusted proxy may state the address of a
 * client; from any other peer, the header is forged or due to a configuration error.
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

/**
 * Reads the first bytes of a connection until it is certain whether they are a PROXY header. Resolves to null if the socket ends
 * before that. Bytes that are not part of a header remain on the socket.
 */
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
