import { isIP } from "node:net";
import { addressFrom, contains, type Network, networkFrom } from "./addresses.ts";

/** A set of networks. `has` accepts an address in any notation that `addressIn` understands. */
export type Networks = { has(address: string): boolean };

/**
 * The number of leading bits of an IPv6 address that identify its site. Whoever controls one address usually controls the whole
 * /64 network.
 */
const BITS_OF_A_SITE = 64n;

/** Splits the value of a list setting at commas and spaces. */
export const listOf = (value: string): string[] => value.split(/[\s,]+/).filter((entry) => entry !== "");

/**
 * Parses a list of networks, separated by commas or spaces, such as `10.0.0.0/8, 2001:db8::1`.
 * @returns the set of these networks, or null if one of them is invalid
 */
export function readNetworks(list: string): Networks | null {
  const networks = listOf(list).map(networkFrom);
  if (!networks.every((network): network is Network => network !== null)) return null;
  return {
    has: (given) => {
      const address = addressFrom(addressIn(given) ?? "");
      return address !== null && networks.some((network) => contains(network, address));
    },
  };
}

/** The empty set of networks. */
export const NO_NETWORKS: Networks = { has: () => false };

/**
 * Returns the plain IP address in a text such as `192.0.2.1`, `192.0.2.1:443`, `[2001:db8::1]:443` or `::ffff:192.0.2.1`. Returns
 * null if the text contains none.
 */
export function addressIn(text: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)?.[1];
  if (mapped !== undefined && isIP(mapped) === 4) return mapped;
  return isIP(bare) === 0 || bare.includes("%") ? null : bare;
}

/**
 * Returns the key under which an address is counted for limits and shares: the IPv4 address itself, or the /64 network of an IPv6
 * address.
 */
export function siteOf(text: string): string {
  const address = addressFrom(text);
  if (address?.bits !== 128) return text;
  const site = address.value >> BITS_OF_A_SITE;
  const groups = [48n, 32n, 16n, 0n].map((shift) => ((site >> shift) & 0xffffn).toString(16));
  return `${groups.join(":")}::/64`;
}
