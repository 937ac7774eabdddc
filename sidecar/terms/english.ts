import type { Term, TermTable, TermValue } from "./term.ts";

/** Renders a term as an English sentence, for logs and the operators' API, never for readers in Odoo. */
export type English = (term: Term) => string;

/**
 * Creates the English renderer for the given tables. A term that no table contains renders as its code with its
 * values, so that texts from another version remain readable.
 */
export function englishOf(tables: readonly TermTable[]): English {
  const texts: TermTable = Object.assign({}, ...tables);
  const render: English = ({ term, parameters = {} }) => {
    const text = texts[term];
    if (text === undefined) return `${term} ${JSON.stringify(parameters)}`;
    return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const value = parameters[name];
      return value === undefined ? whole : shown(value, render);
    });
  };
  return render;
}

function shown(value: TermValue, render: English): string {
  if (typeof value !== "object") return String(value);
  if ("term" in value) return render(value);
  if ("date" in value) return value.date;
  if ("instant" in value) return value.instant;
  if ("amount" in value) return value.currency ? `${value.amount} ${value.currency}` : value.amount;
  if ("quantity" in value) return `${value.quantity} ${value.unit}`;
  return listed(value.all.map((each) => shown(each, render)));
}

/** Joins words as an English list: "1", "1 and 2", "1, 2 and 3". */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
