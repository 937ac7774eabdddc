import { lookup as resolveName } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { SetUpFailure } from "../../engine/resilience/failures.ts";
import {
  type Address,
  addressFrom,
  addressText,
  contains,
  holds,
  innermost,
  knownNetwork,
  type Network,
  overlaps,
} from "../../security/addresses.ts";
import { sayDelivery } from "../terms.ts";

/** Rules for the addresses to which a route entered in Odoo may lead. */

/**
 * The kind of an IP address, which determines whether a route may lead to it:
 * - "public": reachable by anybody, always allowed;
 * - "private": in a private network, allowed only by an entry of SUTURE_ALLOWED_TARGETS;
 * - "loopback": this machine, allowed only by such an entry;
 * - "never": never allowed, because no partner can have it.
 */
export type TargetKind = "public" | "private" | "loopback" | "never";

/** The kinds of networks. The first entry that contains an address decides; an address in none of them is "never". */
const KINDS: readonly (readonly [network: Network, kind: TargetKind])[] = (
  [
    ["100.100.100.200/32", "never"], // cloud metadata services: Alibaba,
    ["168.63.129.16/32", "never"], // Azure,
    ["fd00:ec2::254/128", "never"], // Amazon,
    ["fd20:ce::254/128", "never"], // Google; the others are link-local
    ["0.0.0.0/8", "never"], // this network (RFC 6890 §2.2.2)
    ["127.0.0.0/8", "loopback"],
    ["169.254.0.0/16", "never"], // link-local
    ["10.0.0.0/8", "private"],
    ["172.16.0.0/12", "private"],
    ["192.168.0.0/16", "private"],
    ["100.64.0.0/10", "private"], // shared by a provider's customers (RFC 6598)
    ["198.18.0.0/15", "private"], // benchmarking (RFC 2544)
    ["192.0.0.0/24", "never"], // protocol assignments
    ["192.0.2.0/24", "never"], // documentation
    ["198.51.100.0/24", "never"],
    ["203.0.113.0/24", "never"],
    ["224.0.0.0/3", "never"], // multicast, reserved, broadcast
    ["0.0.0.0/0", "public"],
    ["::1/128", "loopback"],
    ["fc00::/7", "private"],
    ["fec0::/10", "private"], // site-local, deprecated but still in use
    ["64:ff9b:1::/48", "private"], // local-use NAT64 (RFC 8215)
    ["2001::/32", "never"], // Teredo
    ["2001:db8::/32", "never"], // documentation
    ["2000::/3", "public"], // global unicast
  ] as const
).map(([network, kind]) => [knownNetwork(network), kind] as const);

/** Returns the kind of an address. An IPv4 address that is embedded in an IPv6 address is judged as the IPv4 address. */
export const kindOf = (address: Address): TargetKind =>
  KINDS.find(([network]) => contains(network, innermost(address)))?.[1] ?? "never";

/**
 * Returns whether all addresses of a network are "never" allowed, so that an entry for it in SUTURE_ALLOWED_TARGETS would have no
 * effect.
 */
export function isNever(network: Network | null): boolean {
  if (network === null) return false;
  if (!KINDS.some(([known]) => overlaps(known, network))) return true;
  return KINDS.find(([known]) => holds(known, network))?.[1] === "never";
}

export type Found = { readonly address: string; readonly family: number };
/** Resolves a host name to all of its addresses. Rejects if it has none. */
export type Resolve = (name: string) => Promise<readonly Found[]>;

export type Targets = {
  /**
   * Resolves the host of a URL to its current addresses, and checks that each of them may be called.
   * @throws SetUpFailure if one of them may not be called, or the resolver's error if the host has no address
   */
  check(url: URL): Promise<void>;
  /**
   * Returns a lookup function for connecting to the URL. It resolves the host name once, checks the addresses and returns only
   * those, so that no others are called.
   * @throws SetUpFailure if the URL contains an IP address that may not be called, because such an address is never looked up
   */
  lookupFor(url: URL): LookupFunction;
};

export function createTargets(allowed: readonly Network[], resolve: Resolve = resolveAll): Targets {
  const addressesOf = async (name: string, url: URL) => {
    const found = isIP(name) ? [{ address: name, family: isIP(name) }] : await resolve(name);
    for (const { address } of found) refuseWrong(allowed, url, address);
    return found;
  };
  return {
    check: async (url) => void (await addressesOf(hostOf(url), url)),
    lookupFor: (url) => {
      if (isIP(hostOf(url))) refuseWrong(allowed, url, hostOf(url));
      return lookupBy((name) => addressesOf(name, url));
    },
  };
}

/** Returns a lookup function with the signature that `node:net` expects: it returns all addresses or a single one. */
function lookupBy(addressesOf: Resolve): LookupFunction {
  return (name, options, callback) => {
    addressesOf(name).then(
      ([...found]) => {
        const [first] = found;
        if (options.all) callback(null, found);
        else if (first) callback(null, first.address, first.family);
        else callback(new Error("the name has no address"), "");
      },
      (error: Error) => callback(error, options.all ? [] : ""),
    );
  };
}

const resolveAll: Resolve = (name) => resolveName(name, { all: true });

/**
 * Returns the host of a URL in the form that the resolver expects, that is, an IPv6 address without brackets. (URL has already
 * normalized unusual spellings of addresses.)
 */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

/**
 * Throws a SetUpFailure if an address may not be called. Plain HTTP is allowed only to this machine, regardless of how the host
 * name resolves.
 */
function refuseWrong(allowed: readonly Network[], { protocol }: URL, text: string): void {
  const found = addressFrom(text);
  const address = found && innermost(found);
  const kind = address ? kindOf(address) : "never";
  if (address === null || kind === "never" || (protocol === "http:" && kind !== "loopback"))
    throw new SetUpFailure(sayDelivery("leads-nowhere", { address: text }));
  if (kind === "public" || allowed.some((network) => contains(network, address))) return;
  const entry = `${addressText(address)}/${address.bits}`;
  throw new SetUpFailure(sayDelivery(kind === "loopback" ? "this-machine" : "private-network", { entry }));
}
