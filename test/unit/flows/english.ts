import { english } from "../../../sidecar/catalogue/terms.ts";
import type { Term } from "../../../sidecar/terms/term.ts";

/** Returns a plan, or a part of one, with each term in its place as an English sentence: tests compare what people read. */
export function inEnglish<Value>(value: Value): Value {
  return rendered(value) as Value;
}

function rendered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(rendered);
  if (!isPlainObject(value)) return value;
  if (isTerm(value)) return english(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, rendered(inner)]));
}

/** Returns whether a value is a term. */
export const isTerm = (value: unknown): value is Term =>
  isPlainObject(value) && typeof value.term === "string";

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
