import { englishOf } from "../terms/english.ts";
import type { Said, TermTable } from "../terms/term.ts";
import { told } from "../terms/told.ts";
import type { Words } from "../terms/words.ts";
import { reasonTable } from "./reason-terms.ts";

/** The texts of every subject. A table of terms that is not listed here fails a test. */
export const termTables: readonly TermTable[] = [reasonTable, told.table];

/** Renders a term in English, for logs and for the operators' API. */
export const english = englishOf(termTables);

/** Renders what is a text still, or a term. Goes with `Said`. */
export const plain = (said: Said): string => (typeof said === "string" ? said : english(said));

/** Renders sentences in English, one a line; null where there are none. */
export const englishLines = (words: Words | null | undefined): string | null =>
  words && words.length > 0 ? words.map(plain).join("\n") : null;
