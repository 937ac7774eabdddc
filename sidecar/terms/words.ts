import type { Term, TermValue } from "./term.ts";
import { told } from "./told.ts";

/** The text about a document: sentences in their order. */
export type Words = readonly Term[];

/**
 * The maximum number of sentences in one text. A document with thousands of findings has them line by line in any
 * case.
 */
const MOST_SENTENCES = 50;
/** The maximum number of characters in one value. */
const LONGEST_VALUE = 2000;

/** Returns the sentences as terms, limited in number and length, or null if there are none. */
export function termsOf(words: Words | null | undefined): readonly Term[] | null {
  if (!words || words.length === 0) return null;
  const kept = words.slice(0, MOST_SENTENCES).map(bounded);
  const more = words.length - kept.length;
  return more > 0 ? [...kept, told("and-more", { count: more })] : kept;
}

/** Returns the term with long values shortened. */
export function bounded({ term, parameters }: Term): Term {
  if (parameters === undefined) return { term };
  const values = Object.entries(parameters).map(([name, value]) => [name, cut(value)] as const);
  return { term, parameters: Object.fromEntries(values) };
}

function cut(value: TermValue): TermValue {
  if (typeof value === "string")
    return value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
  if (typeof value !== "object") return value;
  if ("term" in value) return bounded(value);
  if ("all" in value) return { all: firstOf(value.all).map(cut) };
  return value;
}

function firstOf(values: readonly TermValue[]): readonly TermValue[] {
  const more = values.length - MOST_SENTENCES;
  return more > 0 ? [...values.slice(0, MOST_SENTENCES), `+${more}`] : values;
}

/** Returns a list of sentences, for one sentence or several. */
export const asWords = (words: Term | Words): Words => ("term" in words ? [words] : words);
