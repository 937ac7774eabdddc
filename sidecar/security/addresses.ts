import { isIPv4, isIPv6 } from "node:net";

/** An IP address as a number of 32 bits (IPv4) or 128 bits (IPv6). */
export type Address = { readonly bits: 32 | 128; readonly value: bigint };
/** A network, which consists of all addresses that have the same first `prefix` bits as `value`. */
export type Network = Address & { readonly prefix: number };

/**
 * Parses an IP address in the usual notation: dotted decimal, or IPv6 with or without a zone. Returns null for any other
 * notation.
 */
export function addressFrom(text: string): Address | null {
  const [address = ""] = text.split("%");
  if (isIPv4(address)) return { bits: 32, value: numberOf(address.split(".").map(Number), 8) };
  return isIPv6(address) ? { bits: 128, value: numberOf(groupsOf(address), 16) } : null;
}

/**
 * Parses a network such as `10.1.0.0/16`, or a single address. Returns null if it is invalid or has bits set after the prefix.
 */
export function networkFrom(text: string): Network | null {
  const [, start = "", length] = /^([0-9A-Fa-f.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const address = addressFrom(start);
  if (address === null) return null;
  const network = { ...address, prefix: length === undefined ? address.bits : Number(length) };
  const known = network.prefix <= network.bits;
  return known && headOf(network, address) << restOf(network) === address.value ? network : null;
}

/** Returns whether an address is in a network. */
export const contains = (network: Network, address: Address): boolean =>
  network.bits === address.bits && headOf(network, address) === headOf(network, network);

/** Returns whether a network contains another one completely. */
export const holds = (network: Network, other: Network): boolean =>
  network.prefix <= other.prefix && contains(network, other);

/** Returns whether two networks overlap, in which case one of them contains the other. */
export const overlaps = (one: Network, other: Network): boolean => holds(one, other) || holds(other, one);

/** The IPv6 networks whose addresses contain an IPv4 address, and the number of bits after the embedded address. */
const CARRIERS: readonly (readonly [network: Network, bitsBehind: bigint])[] = [
  [knownNetwork("::ffff:0:0/96"), 0n], // IPv4-mapped (RFC 4291 §2.5.5.2)
  [knownNetwork("::ffff:0:0:0/96"), 0n], // IPv4-translated (RFC 2765 §2.1)
  [knownNetwork("64:ff9b::/96"), 0n], // NAT64 (RFC 6052 §2.1)
  [knownNetwork("2002::/16"), 80n], // 6to4 (RFC 3056 §2)
  [knownNetwork("::/96"), 0n], // IPv4-compatible (RFC 4291 §2.5.5.1), except for :: and ::1
];

/** Returns the IPv4 address that is embedded in an IPv6 address, or the address unchanged if there is none. */
export function innermost(address: Address): Address {
  if (address.bits === 32 || address.value <= 1n) return address;
  const carrier = CARRIERS.find(([network]) => contains(network, address));
  return carrier ? { bits: 32, value: (address.value >> carrier[1]) & 0xffff_ffffn } : address;
}

/** Formats an address for display: in dotted decimal, or as IPv6 with zeros compressed. */
export function addressText({ bits, value }: Address): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
  const groups = Array.from({ length: 8 }, (_, place) => (value >> BigInt(112 - 16 * place)) & 0xffffn);
  return new URL(`http://[${groups.map((group) => group.toString(16)).join(":")}]`).hostname.slice(1, -1);
}

/**
 * Parses a network that is part of the source code.
 * @throws Error if it is invalid
 */
export function knownNetwork(text: string): Network {
  const network = networkFrom(text);
  if (network === null) throw new Error(`${text} is not a network.`);
  return network;
}

function restOf({ bits, prefix }: Network): bigint {
  return BigInt(bits - prefix);
}

/**
 * Returns the leading bits of an address, as many as the prefix of the network is long. They are equal for all addresses in the
 * network.
 */
function headOf(network: Network, { value }: Address): bigint {
  return value >> restOf(network);
}

function numberOf(parts: readonly number[], width: number): bigint {
  return parts.reduce((sum, part) => (sum << BigInt(width)) | BigInt(part), 0n);
}

/**
 * Returns the eight 16-bit groups of an IPv6 address. If the address ends in dotted decimal (RFC 4291 §2.2), that part represents
 * the last two groups.
 */
function groupsOf(address: string): number[] {
  const plain = address.replace(/\d+\.\d+\.\d+\.\d+$/, (dotted) => {
    const value = numberOf(dotted.split(".").map(Number), 8);
    return `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
  });
  const [head = [], tail = []] = plain
    .split("::")
    .map((half) => half.split(":").filter((group) => group !== ""));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => "0");
  return [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16));
}
