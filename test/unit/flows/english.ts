import { english, termTables } from "../../../sidecar/catalogue/terms.ts";
import type { Term } from "../../../sidecar/terms/term.ts";

/** Converts plans of flows to English text. */

const texts: Readonly<Record<string, string>> = Object.assign({}, ...termTables);

/**
 * Returns a plan, or a part of one, with each term replaced by its English text. Throws if a term is in no listed table,
 * or if its values are not exactly those that its text contains.
 */
export function inEnglish<Value>(value: Value): Value {
  return rendered(value) as Value;
}

/** Returns a term as a sentence. A text that `inEnglish` has already rendered is returned unchanged. */
export const sentence = (term: Term): string => String(inEnglish(term));

function rendered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rendered);
  if (!isPlainObject(value)) return value;
  if (isTerm(value)) {
    check(value);
    return english(value);
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rendered(inner)]));
}

function check({ term, parameters = {} }: Term): void {
  const text = texts[term];
  if (text === undefined) throw new Error(`No listed table of terms has ${term}.`);
  const shown = [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const given = Object.keys(parameters);
  const wrong = [
    ...shown.filter((name) => !given.includes(name)),
    ...given.filter((name) => !shown.includes(name)),
  ];
  if (wrong.length > 0)
    throw new Error(`The term ${term} is made with other values than its text shows: ${wrong}.`);
  for (const value of Object.values(parameters).flatMap(nested)) check(value);
}

function nested(value: unknown): Term[] {
  if (isTerm(value)) return [value];
  return isPlainObject(value) && Array.isArray(value.all) ? value.all.flatMap(nested) : [];
}

/** Returns whether a value is a term. */
export const isTerm = (value: unknown): value is Term =>
  isPlainObject(value) && typeof value.term === "string";

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
