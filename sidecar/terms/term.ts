/**
 * Sentences for people, as data. The sidecar never sends a finished sentence to a reader: it creates a term, which is
 * a code with parameters, and Odoo renders it in the reader's language from the generated catalogue.
 */

/** A parameter of a term. Odoo formats it for the reader; a string is shown unchanged. */
export type TermValue =
  | string
  | number
  /** A calendar day, `YYYY-MM-DD`. */
  | { readonly date: string }
  /** An ISO 8601 instant, shown in the reader's time zone. */
  | { readonly instant: string }
  /**
   * A decimal string, shown with the reader's separators. If `currency` (ISO 4217) is present, it is shown as an amount of money.
   */
  | { readonly amount: string; readonly currency?: string }
  /** A decimal string with the name or code of its unit. */
  | { readonly quantity: string; readonly unit: string }
  /** A list, joined according to the reader's language: "1, 2 and 3". */
  | { readonly all: readonly TermValue[] }
  /**
   * An entry of the catalogue by its code: a flow, a document type, a kind of connection, or a field of documents by its path.
   * `label` is its English name.
   */
  | { readonly entry: "flow" | "document" | "kind" | "field"; readonly code: string; readonly label: string }
  | Term;

/**
 * One sentence, or a phrase inside a sentence: the code of its text in the catalogue, and the values of its
 * placeholders.
 */
export type Term = {
  readonly term: string;
  readonly parameters?: Readonly<Record<string, TermValue>>;
};

/** The names of the placeholders in a text: "line" and "ours" in "Line {line}: {ours} ordered." */
export type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

type Arguments<Text extends string> = [Placeholders<Text>] extends [never]
  ? []
  : [parameters: Readonly<Record<Placeholders<Text>, TermValue>>];

/** English texts with placeholders, by their codes. */
export type TermTable = Readonly<Record<string, string>>;

/**
 * A function that creates the terms of one subject. Its property `table` contains the texts by their full codes, such as
 * "order-response.price-differs", for the catalogue.
 */
export type Say<Table extends TermTable> = {
  <Code extends string & keyof Table>(code: Code, ...values: Arguments<Table[Code]>): Term;
  readonly table: TermTable;
};

/**
 * Declares the terms of a subject and returns the function that creates them. The compiler checks that every
 * placeholder of a text has a value.
 * @example
 * const say = terms("order-response", { "price-differs": "Line {line}: the price is {theirs} instead of {ours}." });
 * say("price-differs", { line: "2", theirs: { amount: "4.50" }, ours: { amount: "4.00" } });
 */
export function terms<const Table extends TermTable>(subject: string, table: Table): Say<Table> {
  const say = (code: string, parameters?: Term["parameters"]): Term =>
    parameters === undefined ? { term: `${subject}.${code}` } : { term: `${subject}.${code}`, parameters };
  const full = Object.entries(table).map(([code, text]) => [`${subject}.${code}`, text]);
  return Object.assign(say, { table: Object.fromEntries(full) as TermTable }) as Say<Table>;
}

/** Returns whether two terms have the same code and the same parameters in the same order. */
export function isSameTerm(one: Term, other: Term): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
