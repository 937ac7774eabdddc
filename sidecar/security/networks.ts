import { isIP } from "node:net";
import { addressFrom, contains, type Network, networkFrom } from "./addresses.ts";

/** Addresses of the internet, and lists of networks, as settings and headers write them. */

export type Networks = { has(address: string): boolean };

/** Whoever has one IPv6 address commonly has a /64 of them. */
const BITS_OF_A_SITE = 64n;

/** The entries of a setting that is a list, parted by commas or blanks. */
export const listOf = (value: string): string[] => value.split(/[\s,]+/).filter((entry) => entry !== "");

/** Reads a list of networks such as `10.0.0.0/8, 2001:db8::1`. @returns null when one is none */
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

/** The network of nobody. */
export const NO_NETWORKS: Networks = { has: () => false };

/** Returns the address in `192.0.2.1`, `192.0.2.1:443`, `[2001:db8::1]:443` or `::ffff:192.0.2.1`, else null. */
export function addressIn(text: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^([\d.]+):\d{1,5}$/.exec(text)?.[1] ?? text;
  const mapped = /^::ffff:([\d.]+)$/i.exec(bare)?.[1];
  if (mapped !== undefined && isIP(mapped) === 4) return mapped;
  return isIP(bare) === 0 || bare.includes("%") ? null : bare;
}

/** Returns what limits and shares of an address are kept by: an IPv4 address, or the /64 of an IPv6 address. */
export function siteOf(text: string): string {
  const address = addressFrom(text);
  if (address?.bits !== 128) return text;
  const site = address.value >> BITS_OF_A_SITE;
  const groups = [48n, 32n, 16n, 0n].map((shift) => ((site >> shift) & 0xffffn).toString(16));
  return `${groups.join(":")}::/64`;
}
