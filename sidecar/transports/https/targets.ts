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
 * - "public": reachable by anybody;
 * - "private": in a private network, allowed by an entry of SUTURE_ALLOWED_TARGETS;
 * - "loopback": this machine, allowed by an entry as well;
 * - "never": never allowed, because no partner can have it.
 */
export type TargetKind = "public" | "private" | "loopback" | "never";

/** The first matching entry decides; addresses without a match are "never". */
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

/** Returns the kind of an address, after unwrapping it from an IPv6 address. */
export const kindOf = (address: Address): TargetKind =>
  KINDS.find(([network]) => contains(network, innermost(address)))?.[1] ?? "never";

/** Returns whether a whole network is "never", so that an entry in the settings would have no effect. */
export function isNever(network: Network | null): boolean {
  if (network === null) return false;
  if (!KINDS.some(([known]) => overlaps(known, network))) return true;
  return KINDS.find(([known]) => holds(known, network))?.[1] === "never";
}

export type Found = { readonly address: string; readonly family: number };
/** Returns all addresses of a name. */
export type Resolve = (name: string) => Promise<readonly Found[]>;

export type Targets = {
  /**
   * Resolves the current addresses of a URL and checks each of them.
   * @throws SetUpFailure if one of them may not be called; the resolver's error if there is none
   */
  check(url: URL): Promise<void>;
  /**
   * Returns a lookup function for a connection to the URL. It resolves a name once, so that only checked addresses are called.
   * @throws SetUpFailure for a URL with a literal address, which is never looked up
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

/** Returns a lookup function as `node:net` expects it, for all addresses or a single one. */
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
 * Returns the host in the form that the resolver expects. URL normalizes unusual spellings of addresses and puts IPv6 addresses
 * in brackets.
 */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, "$1");

/** Refuses an address that may not be called. Plain HTTP is allowed only to this machine, regardless of how a name resolves. */
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
