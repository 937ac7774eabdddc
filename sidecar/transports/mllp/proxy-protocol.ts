import { addressIn } from "../../security/networks.ts";

/**
 * The result of parsing the header with which a proxy states the address of the client (PROXY protocol, versions 1 and 2,
 * https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt). This module is pure.
 */
export type ProxyHeader =
  /** The bytes received so far may be the beginning of a header. */
  | { readonly kind: "incomplete" }
  | { readonly kind: "none" }
  | { readonly kind: "malformed" }
  /**
   * A complete header of `length` bytes. `source` is the address of the client, or null if the proxy connects on its own behalf
   * (`UNKNOWN`, `LOCAL`), for example for health checks.
   */
  | { readonly kind: "header"; readonly length: number; readonly source: string | null };

const V1 = Buffer.from("PROXY ");
const V2 = Buffer.from("\r\n\r\n\0\r\nQUIT\n", "latin1");
/** The maximum length in bytes of a version 1 header, including CR LF (§2.1). */
const LONGEST_LINE = 107;
/**
 * The maximum length in bytes of the addresses and extensions (TLVs) of a version 2 header. The protocol would allow 65,535
 * bytes.
 */
const LONGEST_BLOCK = 4096;
const V2_HEAD = 16;

const MALFORMED = { kind: "malformed" } as const;
const INCOMPLETE = { kind: "incomplete" } as const;

/** Parses the PROXY header at the beginning of a connection, from the bytes received so far. */
export function readProxyHeader(bytes: Uint8Array): ProxyHeader {
  if (startsLike(bytes, V1)) return bytes.length < V1.length ? INCOMPLETE : readLine(bytes);
  if (startsLike(bytes, V2)) return bytes.length < V2_HEAD ? INCOMPLETE : readBlock(Buffer.from(bytes));
  return { kind: "none" };
}

/** Returns whether the bytes begin with the signature or, if they are shorter, are the beginning of it. */
function startsLike(bytes: Uint8Array, signature: Buffer): boolean {
  const length = Math.min(bytes.length, signature.length);
  return signature.subarray(0, length).equals(bytes.subarray(0, length));
}

/** Parses a version 1 header: `PROXY TCP4 192.0.2.1 192.0.2.9 56324 2575` CR LF (§2.1). */
function readLine(bytes: Uint8Array): ProxyHeader {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return bytes.length < LONGEST_LINE ? INCOMPLETE : MALFORMED;
  if (end >= LONGEST_LINE || bytes[end - 1] !== 0x0d) return MALFORMED;
  const text = Buffer.from(bytes.subarray(0, end - 1)).toString("latin1");
  if (/^PROXY UNKNOWN( |$)/.test(text)) return { kind: "header", length: end + 1, source: null };
  const [, family, source = "", target = "", ...ports] =
    /^PROXY TCP([46]) (\S+) (\S+) (\d{1,5}) (\d{1,5})$/.exec(text) ?? [];
  const fits = (address: string) => addressIn(address) !== null && address.includes(":") === (family === "6");
  if (!fits(source) || !fits(target) || ports.some((port) => Number(port) > 65_535)) return MALFORMED;
  return { kind: "header", length: end + 1, source: addressIn(source) };
}

/** Parses a version 2 header: version and command, family, length, addresses (§2.2). */
function readBlock(bytes: Buffer): ProxyHeader {
  const [version, command] = [bytes.readUInt8(12) >> 4, bytes.readUInt8(12) & 0x0f];
  const size = bytes.readUInt16BE(14);
  if (version !== 2 || command > 1 || size > LONGEST_BLOCK) return MALFORMED;
  if (bytes.length < V2_HEAD + size) return INCOMPLETE;
  const length = V2_HEAD + size;
  if (command === 0) return { kind: "header", length, source: null };
  const addresses = bytes.subarray(V2_HEAD, length);
  switch (bytes.readUInt8(13)) {
    case 0x00:
      return { kind: "header", length, source: null };
    case 0x11:
      return size < 12 ? MALFORMED : { kind: "header", length, source: addresses.subarray(0, 4).join(".") };
    case 0x21:
      return size < 36
        ? MALFORMED
        : { kind: "header", length, source: addressIn(ipv6(addresses.subarray(0, 16))) };
    default:
      return MALFORMED;
  }
}

/** Returns an IPv6 address as text, with zeros compressed as in URLs. */
function ipv6(bytes: Buffer): string {
  const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16));
  return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}
