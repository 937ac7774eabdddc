/** Canaries are values that must not leak: each is placed in one place of a message, and tests search for it everywhere else. */

/**
 * The form of a canary. It is short and looks like a code, so that filters against longer or unusual values do not remove it
 * before the search.
 */
const FORM = /CANARY([0-9A-Z]{5})/gi;
const BASE = 36;

export type Canaries = {
  /** Returns the canary for a place. Each place has its own, which is always the same. */
  at(place: string): string;
  /** Returns the places whose canaries are in the text, sorted. */
  foundIn(text: string): string[];
  readonly count: number;
};

/** The maximum number of places in one message, if several messages have separate ranges of numbers. */
export const MOST_PLACES = 100_000;

/**
 * Creates a set of canaries.
 * @param first the number of the first canary; with different ranges, two messages in one environment have no canary in common
 */
export function canaries(first = 0): Canaries {
  const places: string[] = [];
  const numbers = new Map<string, number>();
  return {
    at(place) {
      const number = numbers.get(place) ?? places.push(place) - 1;
      numbers.set(place, number);
      return `CANARY${(first + number).toString(BASE).toUpperCase().padStart(5, "0")}`;
    },
    foundIn(text) {
      const found = [...text.matchAll(FORM)].flatMap(
        ([, digits = ""]) => places[Number.parseInt(digits, BASE) - first] ?? [],
      );
      return [...new Set(found)].sort();
    },
    get count() {
      return places.length;
    },
  };
}
