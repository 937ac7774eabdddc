import { BlockList, isIP } from "node:net";

/** Addresses of the internet, and lists of networks, as settings and headers write them. */

export type Networks = { has(address: string): boolean };

const FAMILIES = { 4: "ipv4", 6: "ipv6" } as const;
const BITS = { 4: 32, 6: 128 } as const;
/** Whoever has one IPv6 address commonly has a /64 of them. */
const GROUPS_OF_ONE_SITE = 4;

/** Reads a list of networks such as `10.0.0.0/8, 2001:db8::1`, parted by commas or blanks. @returns null when one is none */
export function readNetworks(list: string): Networks | null {
  const networks = new BlockList();
  for (const entry of list.split(/[\s,]+/).filter(Boolean)) {
    const [address = "", length, ...more] = entry.split("/");
    const family = isIP(address);
    if (family !== 4 && family !== 6) return null;
    const bits = length === undefined ? BITS[family] : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
    if (more.length > 0 || !(bits <= BITS[family])) return null;
    networks.addSubnet(address, bits, FAMILIES[family]);
  }
  return {
    has: (given) => {
      const address = addressIn(given);
      return address !== null && networks.check(address, FAMILIES[isIP(address) as 4 | 6]);
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
export function siteOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail] = address.split("::");
  const groups = (text: string | undefined) => (text ? text.split(":") : []);
  const [first, last] = [groups(head), groups(tail)];
  const wide = last.some((group) => group.includes(".")) ? 1 : 0;
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length - wide);
  const all = [...first, ...Array.from({ length: missing }, () => "0"), ...last];
  const site = all.slice(0, GROUPS_OF_ONE_SITE).map((group) => Number.parseInt(group, 16).toString(16));
  return `${site.join(":")}::/64`;
}
