/** Repeatable randomness: the same seed gives the same sequence of numbers. */
export type Chance = {
  /** Returns a number from 0 up to, but not including, 1. */
  number(): number;
  /** Returns a whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
  /** Returns true in this share of the cases, on average. */
  happens(share: number): boolean;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(from: readonly T[]): T[];
};

/** mulberry32: 32 bits of state, enough for choosing when to kill what. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(number() * limit);
  return {
    number,
    below,
    happens: (share) => number() < share,
    pick: <T>(from: readonly T[]) => from[below(from.length)] as T,
    shuffled: <T>(from: readonly T[]) => {
      const left = [...from];
      return from.map(() => left.splice(below(left.length), 1)[0] as T);
    },
  };
}
