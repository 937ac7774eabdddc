/** Values that must not leak: each is planted in one place, and searched for everywhere else. */

/** Short, and in the form of a code: filters against longer or unusual values must not hide it from the search. */
const FORM = /CANARY([0-9A-Z]{5})/gi;
const BASE = 36;

export type Canaries = {
  /** Returns the canary for a place, always the same one; no two places share one. */
  at(place: string): string;
  /** Returns the places whose canaries are in the text, sorted. */
  foundIn(text: string): string[];
  readonly count: number;
};

/** How many places one message may have, if several have their own numbers. */
export const MOST_PLACES = 100_000;

/** @param first where numbering starts, so that two messages in one environment have no canary in common */
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
