import { siteOf } from "../security/networks.ts";

/**
 * The limits of a listener's sockets. Unproven sockets (a handshake in progress, or no request so far) and served ones are
 * counted separately, each in total and per address, so that idle sockets do not use up the places of partners.
 */
export type Places = {
  /**
   * Adds an unproven socket. If there are too many, calls `evict` of the oldest one, or of the oldest one of the same address if
   * that address has too many. A legitimate peer proves itself within milliseconds, before it is the oldest.
   * @returns null if no more can be served, in total or for this address
   */
  enter(address: string | null, evict: () => void): Place | null;
  observe(): { readonly unproven: number; readonly proven: number };
};

export type Place = {
  /**
   * Counts the socket as served instead of unproven.
   * @returns false if there are too many, in total or for this address, so that it must be closed
   */
  prove(): boolean;
  leave(): void;
};

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

/** Creates a list of sockets in the order of arrival, which counts them in total and for each site (see `siteOf`). */
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
