import { englishOf } from "../terms/english.ts";
import type { Said, TermTable } from "../terms/term.ts";

/** The texts of every subject. A table of terms that is not listed here fails a test. */
export const termTables: readonly TermTable[] = [];

/** Renders a term in English, for logs and for the operators' API. */
export const english = englishOf(termTables);

/** Renders what is a text still, or a term. Goes with `Said`. */
export const plain = (said: Said): string => (typeof said === "string" ? said : english(said));
