/** Values that must not come out: each is planted in one place, and looked for everywhere else. */

/** Short, and in the form of a code: what would keep a longer or a stranger one out must not hide it from the search. */
const FORM = /CANARY([0-9A-Z]{5})/gi;
const BASE = 36;

export type Canaries = {
  /** A canary that stands for a place, the same one each time; no two places share one. */
  at(place: string): string;
  /** The places whose canaries are in the text, sorted. */
  foundIn(text: string): string[];
  readonly count: number;
};

/** How many places one message may have, where several have numbers of their own. */
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
