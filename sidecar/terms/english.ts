import type { Term, TermTable, TermValue } from "./term.ts";

/** A function that renders a term: it returns the text of the term with its placeholders replaced with the parameters. */
export type Render = (term: Term) => string;

/**
 * Returns a renderer that produces English from these tables, for logs and for the operators' API, never for readers in Odoo. A
 * term that is in no table is rendered as its code and parameters, so that terms stored by another version remain readable.
 */
export const englishOf = (tables: readonly TermTable[]): Render => rendererOf(tables, {});

/**
 * Returns a renderer for these tables of texts. If several tables contain the same code, the last one takes precedence.
 * @param labels the labels of catalogue entries by subject and code, such as "document.Order". If an entry has none, its English
 *   name is used.
 */
export function rendererOf(tables: readonly TermTable[], labels: TermTable): Render {
  const texts: TermTable = Object.assign({}, ...tables);
  const shown = (value: TermValue): string => {
    if (typeof value !== "object") return String(value);
    if ("term" in value) return render(value);
    if ("date" in value) return value.date;
    if ("instant" in value) return value.instant;
    if ("amount" in value) return value.currency ? `${value.amount} ${value.currency}` : value.amount;
    if ("quantity" in value) return `${value.quantity} ${value.unit}`;
    if ("entry" in value) return labels[`${value.entry}.${value.code}`] ?? value.label;
    return listed(value.all.map(shown));
  };
  const render: Render = ({ term, parameters = {} }) => {
    const text = texts[term];
    if (text === undefined) return `${term} ${JSON.stringify(parameters)}`;
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = parameters[name];
      return value === undefined ? whole : shown(value);
    });
  };
  return render;
}

/** Joins words to an English list: "1", "1 and 2", "1, 2 and 3". */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
