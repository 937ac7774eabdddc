import { siteOf } from "../security/networks.ts";

/**
 * Who is at a listener. Sockets that have proven nothing yet (a handshake under way, no request so far) and those that are served are
 * counted apart, each with limits of their own and for each address: whoever only opens sockets takes no place from partners.
 */
export type Places = {
  /**
   * Takes the place of one who has proven nothing yet. Where there is no room among these, the oldest is asked to go, of the same address
   * where that has too many: an honest peer proves itself in milliseconds, and is past before its turn comes.
   * @returns null when nobody more can be served, or nobody more of this address
   */
  enter(address: string | null, evict: () => void): Place | null;
  observe(): { readonly unproven: number; readonly proven: number };
};

export type Place = {
  /** Moves over to those who are served. @returns false when too many are, or too many of this address: it has to go */
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

/** Makes the places of one listener. An address that is null, such as that of a proxy that speaks for many, has no limit of its own. */
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

/** Visitors in the order in which they came, and those of each site. */
function createRoll() {
  const everybody = new Set<Visitor>();
  const bySite = new Map<string, Set<Visitor>>();
  return {
    size: () => everybody.size,
    of: (site: string | null) => (site === null ? 0 : (bySite.get(site)?.size ?? 0)),
    oldest: (site: string | null = null): Visitor | undefined =>
      (site === null ? everybody : bySite.get(site))?.values().next().value,
    add(visitor: Visitor): void {
      everybody.add(visitor);
      if (visitor.site === null) return;
      const neighbours = bySite.get(visitor.site) ?? new Set();
      bySite.set(visitor.site, neighbours.add(visitor));
    },
    delete(visitor: Visitor): boolean {
      if (!everybody.delete(visitor)) return false;
      const neighbours = visitor.site === null ? undefined : bySite.get(visitor.site);
      neighbours?.delete(visitor);
      if (neighbours?.size === 0) bySite.delete(visitor.site as string);
      return true;
    },
  };
}
