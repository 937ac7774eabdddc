import { withoutComments } from "../architecture/imports.ts";

/**
 * Rules for the source code which ensure that texts for people are terms and not sentences. The types already require terms.
 * These rules find what the types cannot detect: a term that is not declared in a table of terms, and a sentence that is passed
 * as a parameter of a term.
 */

/** A violation of a rule: the file, and the part of its source that violates the rule. */
export type Breach = { readonly file: string; readonly what: string };

/** The files that may create a term without a table, each with the reason. */
export const MAKERS: Readonly<Record<string, string>> = {
  "terms/term.ts": "declares what a term is and makes the functions that make them",
  "terms/words.ts": "shortens the values of a term",
  "catalogue/reason-terms.ts": "makes the terms of reason codes, whose codes are typed",
  "flows/kit/suggestions.ts": "makes the suggestions of reason codes, whose codes are typed",
  "engine/apply/applied-before.ts": "reads the terms that Odoo stored",
  "api/texts.ts": "describes a term for the API's documentation",
};

/**
 * The expressions that may be a parameter of a term although they contain a text, because the text comes from another system's
 * response. By file.
 */
export const QUOTED: Readonly<Record<string, string>> = {
  "engine/apply/outcomes.ts": "result.reason.message",
};

const LITERAL = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
/** Matches two words in a row. Placeholders of templates are removed before the match. */
const WORDS = /[A-Za-z']+,? [A-Za-z']+/;
const isSentence = (literal: string): boolean => WORDS.test(literal.replaceAll(/\$\{[^}]*\}/g, "_"));

/** Returns the places where a file creates a term, or asserts that a value is one, without a table of terms. */
export function handMadeTerms(file: string, source: string): Breach[] {
  if (Object.hasOwn(MAKERS, file)) return [];
  const code = withoutComments(source).replaceAll(/\bterm: Term\b|= \{\}/g, "");
  const made =
    /\bterm["']?\s*:|(?<=(?<!\$)[{,]\s*)term\s*(?=[,}])|\bas (?:readonly )?(?:Term|Words)\b|<Term>\s*[{(]/g;
  const found = [...code.matchAll(made)].filter(({ index }) => !isPattern(code, index));
  return found.map(({ 0: what }) => ({ file, what: what.trim() }));
}

/**
 * Returns whether the braces around a place are a destructuring pattern: `({ term }: Term)`, `({ term }) =>`, `const { term } =`.
 */
function isPattern(code: string, place: number): boolean {
  const close = code.indexOf("}", place);
  return close >= 0 && /^\}(?:: Term\)|\) =>|\s*=[^=>])/.test(code.slice(close));
}

/** Returns the parameters of terms in a file that are, or may contain, a sentence of the sidecar. */
export function sentencesInParameters(
  file: string,
  source: string,
  constants: ReadonlyMap<string, string>,
): Breach[] {
  const code = withoutComments(source);
  const own = new Map([...constants, ...constantsOf(code)]);
  return parametersIn(code).flatMap((values) =>
    [...literalsIn(values), ...namedIn(values, own), ...errorsIn(file, values)].map((what) => ({
      file,
      what,
    })),
  );
}

/** Returns the constants of a file whose values are sentences, by name. */
export function constantsOf(source: string): Map<string, string> {
  const declared = new RegExp(`\\bconst (\\w+)(?:: string)? =\\s*(${LITERAL.source})`, "g");
  const found = [...withoutComments(source).matchAll(declared)];
  return new Map(
    found.filter(([, , text = ""]) => isSentence(text)).map(([, name = "", text = ""]) => [name, text]),
  );
}

/** Returns the source text of the second argument of each call that creates a term. */
export function parametersIn(code: string): string[] {
  const calls = [...code.matchAll(/(?<![\w.])(?:say[A-Z]\w*|say|told)\(/g)];
  return calls.flatMap(({ 0: call, index }) => {
    const [, ...values] = argumentsOf(code, index + call.length);
    return values.length > 0 ? [values.join(",")] : [];
  });
}

/**
 * Splits the source text of a call's arguments at the commas between them. `start` is the position after the opening parenthesis.
 */
function argumentsOf(code: string, start: number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = start;
  for (let place = start; place < code.length; place += 1) {
    const literal = literalAt(code, place);
    if (literal !== null) {
      place += literal.length - 1;
      continue;
    }
    const character = code[place] ?? "";
    if ("([{".includes(character)) depth += 1;
    else if (depth > 0 && ")]}".includes(character)) depth -= 1;
    else if (character === ")") return [...parts, code.slice(from, place)];
    else if (depth === 0 && character === ",") {
      parts.push(code.slice(from, place));
      from = place + 1;
    }
  }
  return parts;
}

function literalAt(code: string, place: number): string | null {
  if (!`"'\``.includes(code[place] ?? " ")) return null;
  const sticky = new RegExp(LITERAL.source, "y");
  sticky.lastIndex = place;
  return sticky.exec(code)?.[0] ?? null;
}

const literalsIn = (values: string): string[] =>
  [...values.matchAll(LITERAL)].map(([literal]) => literal).filter(isSentence);

/** Returns the names in the values that stand for a constant with a sentence, as in `say("failed", { error: WHY })`. */
const namedIn = (values: string, constants: ReadonlyMap<string, string>): string[] =>
  [
    ...values
      .replaceAll(LITERAL, (literal) => filledIn(literal))
      .matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\s*:)\b/g),
  ]
    .map(([name]) => name)
    .filter((name) => constants.has(name));

/** Returns the expressions in a template's placeholders, so that names in them are found. */
const filledIn = (literal: string): string =>
  [...literal.matchAll(/\$\{([^}]*)\}/g)].map(([, inner = ""]) => ` ${inner} `).join("");

/** Returns the expressions in the values that contain the text of an error, which is a sentence of ours or of a library. */
function errorsIn(file: string, values: string): string[] {
  const quoted = QUOTED[file];
  const others = quoted === undefined ? values : values.replaceAll(quoted, "");
  return [...others.matchAll(/\.(?:message|stack)\b|\bString\(\s*(?:error|cause|problem|failure)\b/g)].map(
    ([what]) => what,
  );
}
