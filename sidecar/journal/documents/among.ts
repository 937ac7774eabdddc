/**
 * Returns states as a list of SQL literals for `state in (…)`. The states must come from the table of transitions,
 * never from input.
 */
export const among = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(", ");
