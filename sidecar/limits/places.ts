import { siteOf } from "../security/networks.ts";

/**
 * Limits the number of a listener's sockets. Unproven sockets (a handshake is in progress, or no request has arrived yet) and
 * served sockets are counted separately, both in total and per address, so that idle sockets do not use up the places of
 * partners.
 */
export type Places = {
  /**
   * Adds an unproven socket. If there are too many, calls the `evict` function of the oldest one or, if its address has too many,
   * of the oldest one of that address. A legitimate peer proves itself within milliseconds, before its socket is the oldest.
   * @returns the place of the socket, or null if no more sockets can be served, in total or for this address
   */
  enter(address: string | null, evict: () => void): Place | null;
  observe(): { readonly unproven: number; readonly proven: number };
};

/** The place of one socket, which the caller must give back with `leave` when the socket is closed. */
export type Place = {
  /**
   * Counts the socket as served instead of unproven.
   * @returns false if too many sockets are served, in total or for this address, so that this one must be closed
   */
  prove(): boolean;
  leave(): void;
};

/** The maximum numbers of unproven and proven sockets, in total and per address. */
export type PlaceLimits = {
  readonly unproven: number;
  readonly unprovenPerAddress: number;
  readonly proven: number;
  readonly provenPerAddress: number;
};

type Visitor = { readonly site: string | null; readonly evict: () => void };

/**
 * Creates the places of one listener. A null address, for example for a proxy with many senders, has no limit of its
 * own.
 */
export function createPlaces(limits: PlaceLimits): Places {
  const unproven = createRoll();
  const proven = createRoll();
  const isFull = (site: string | null) =>
    proven.size() >= limits.proven || proven.of(site) >= limits.provenPerAddress;
  return {
    enter: (address, evict) => {
      const visitor: Visitor = { site: address === null ? null : siteOf(address), evict };
      if (isFull(visitor.site)) return null;
      if (unproven.of(visitor.site) >= limits.unprovenPerAddress) unproven.oldest(visitor.site)?.evict();
      else if (unproven.size() >= limits.unproven) unproven.oldest()?.evict();
      unproven.add(visitor);
      return {
        prove: () => {
          if (!unproven.delete(visitor) || isFull(visitor.site)) return false;
          proven.add(visitor);
          return true;
        },
        leave: () => void (unproven.delete(visitor) || proven.delete(visitor)),
      };
    },
    observe: () => ({ unproven: unproven.size(), proven: proven.size() }),
  };
}

/** Creates a list of sockets in the order of arrival, which counts the sockets in total and per site (see `siteOf`). */
function createRoll() {
  const all = new Set<Visitor>();
  const bySite = new Map<string, Set<Visitor>>();
  return {
    size: () => all.size,
    of: (site: string | null) => (site === null ? 0 : (bySite.get(site)?.size ?? 0)),
    oldest: (site: string | null = null): Visitor | undefined =>
      (site === null ? all : bySite.get(site))?.values().next().value,
    add(visitor: Visitor): void {
      all.add(visitor);
      if (visitor.site === null) return;
      const neighbours = bySite.get(visitor.site) ?? new Set();
      bySite.set(visitor.site, neighbours.add(visitor));
    },
    delete(visitor: Visitor): boolean {
      if (!all.delete(visitor)) return false;
      const neighbours = visitor.site === null ? undefined : bySite.get(visitor.site);
      neighbours?.delete(visitor);
      if (neighbours?.size === 0) bySite.delete(visitor.site as string);
      return true;
    },
  };
}
