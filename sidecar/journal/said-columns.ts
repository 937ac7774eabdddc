import { englishLines } from "../catalogue/terms.ts";
import { termsOf, type Words } from "../terms/words.ts";

/**
 * The columns for texts about a document. Each text is stored twice: as terms, which Odoo renders in the reader's
 * language, and in English, for searching the journal.
 */
export type SaidColumn = "reason" | "suggestion" | "note";

/**
 * Returns, by column name, the values of the two columns of each text: the English text and the terms. Omits texts that
 * are undefined.
 */
export function saidColumns<Column extends SaidColumn>(
  said: Readonly<Partial<Record<Column, Words | null | undefined>>>,
): Readonly<Record<string, unknown>> {
  const names = Object.keys(said) as Column[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const words = said[name];
      if (words === undefined) return [];
      const kept = termsOf(words);
      return [
        [name, englishLines(kept)],
        [`${name}_terms`, kept],
      ];
    }),
  );
}

/**
 * Returns the values of both columns of a text as parameters of a statement: the English text, and the terms as JSON.
 */
export function saidValues(words: Words | null): [english: string | null, terms: string | null] {
  const kept = termsOf(words);
  return [englishLines(kept), kept && JSON.stringify(kept)];
}

/**
 * Returns the SQL expression that selects the terms of a text. A sentence that an earlier version stored is converted
 * to a term that shows it unchanged.
 */
export const selectTerms = (column: SaidColumn, as: string = column): string =>
  `case when ${column} is not null then coalesce(${column}_terms, ${asItWas(column)}) end as "${as}"`;

/**
 * Returns the SQL expression that converts the sentence in a column to a list with one term that shows it unchanged.
 */
export const asItWas = (column: SaidColumn): string => `jsonb_build_array(${sentenceAsTerm(column)})`;

/**
 * Returns the SQL expression that selects the term for a text of a delivery or circuit. A sentence that an earlier
 * version stored is converted to a term that shows it unchanged.
 */
export const selectTerm = (column: "last_error" | "reason", as: string): string =>
  `case when ${column} is not null then coalesce(${column}_term, ${sentenceAsTerm(column)}) end as "${as}"`;

/**
 * Returns the SQL expression that selects findings. Texts that earlier versions stored are sentences; they are
 * converted to terms that show them unchanged.
 */
export const selectFindings = (column: "findings" | "changes"): string =>
  `case when jsonb_path_exists(${column}, '$[*].text ? (@.type() == "string")') then (
     select jsonb_agg(case when jsonb_typeof(each -> 'text') = 'string'
                           then each || jsonb_build_object('text', ${sentenceAsTerm("each ->> 'text'")}) else each end
                      order by place)
     from jsonb_array_elements(${column}) with ordinality as stored (each, place)) else ${column} end as ${column}`;

const sentenceAsTerm = (text: string): string =>
  `jsonb_build_object('term', 'told.as-it-was', 'parameters', jsonb_build_object('text', ${text}))`;
