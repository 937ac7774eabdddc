import type { Term, TermValue } from "./term.ts";
import { told } from "./told.ts";

/** A text about a document: its sentences as terms, in order. */
export type Words = readonly Term[];

/**
 * The maximum number of sentences in one text, and of values in one list. No information is lost if more are omitted, because the
 * findings of a document are also listed line by line.
 */
const MOST_SENTENCES = 50;
/** The maximum number of characters in one parameter of a term. */
const LONGEST_VALUE = 2000;

/**
 * Returns a text for storage: at most 50 sentences with shortened values, followed by the number of omitted sentences. Returns
 * null if there are none.
 */
export function termsOf(words: Words | null | undefined): readonly Term[] | null {
  if (!words || words.length === 0) return null;
  const kept = words.slice(0, MOST_SENTENCES).map(bounded);
  const more = words.length - kept.length;
  return more > 0 ? [...kept, told("and-more", { count: more })] : kept;
}

/** Returns the term with its parameters shortened: texts to 2000 characters and lists to 50 entries, also in nested terms. */
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

/** Returns a list of sentences from a single sentence or a list. */
export const asWords = (words: Term | Words): Words => ("term" in words ? [words] : words);
