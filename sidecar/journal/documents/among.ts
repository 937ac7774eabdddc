/** Returns states as a list of SQL literals, for `state in (…)`. They come from the table of states, never from outside. */
export const among = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(", ");
