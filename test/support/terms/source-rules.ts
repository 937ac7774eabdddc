import { withoutComments } from "../architecture/imports.ts";

/**
 * Rules that keep sentences out of what a person reads, applied to the sources. The types demand terms; these rules find what the
 * types cannot see: a term that no table declares, and a sentence that travels as a parameter of a term.
 */

/** A part of a file that breaks a rule, as it is written there. */
export type Breach = { readonly file: string; readonly what: string };

/** The files that may make a term by hand, and why. */
export const MAKERS: Readonly<Record<string, string>> = {
  "terms/term.ts": "declares what a term is and makes the functions that make them",
  "terms/words.ts": "shortens the values of a term",
  "catalogue/reason-terms.ts": "makes the terms of reason codes, whose codes are typed",
  "flows/kit/suggestions.ts": "makes the suggestions of reason codes, whose codes are typed",
  "engine/apply/applied-before.ts": "reads the terms that Odoo stored",
  "api/texts.ts": "describes a term for the API's documentation",
};

/** Calls whose parameters may be a text of someone else, taken from an answer: `file`, and the expression that holds it. */
export const QUOTED: Readonly<Record<string, string>> = {
  "engine/apply/outcomes.ts": "result.reason.message",
};

const LITERAL = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
/** Two words in a row; what is filled into a template does not count. */
const WORDS = /[A-Za-z']+,? [A-Za-z']+/;
const isSentence = (literal: string): boolean => WORDS.test(literal.replaceAll(/\$\{[^}]*\}/g, "_"));

/** Returns the terms that a file makes or asserts without a declared table. */
export function handMadeTerms(file: string, source: string): Breach[] {
  if (Object.hasOwn(MAKERS, file)) return [];
  const code = withoutComments(source).replaceAll(/\bterm: Term\b|= \{\}/g, "");
  const made =
    /\bterm["']?\s*:|(?<=(?<!\$)[{,]\s*)term\s*(?=[,}])|\bas (?:readonly )?(?:Term|Words)\b|<Term>\s*[{(]/g;
  const found = [...code.matchAll(made)].filter(({ index }) => !isPattern(code, index));
  return found.map(({ 0: what }) => ({ file, what: what.trim() }));
}

/** Returns whether the braces around a place take a term apart: `({ term }: Term)`, `({ term }) =>`, `const { term } =`. */
function isPattern(code: string, place: number): boolean {
  const close = code.indexOf("}", place);
  return close >= 0 && /^\}(?:: Term\)|\) =>|\s*=[^=>])/.test(code.slice(close));
}

/** Returns the parameters of terms in a file that are, or may hold, a sentence of the sidecar. */
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

/** Returns the constants of a file whose value is a sentence, by their names. */
export function constantsOf(source: string): Map<string, string> {
  const declared = new RegExp(`\\bconst (\\w+)(?:: string)? =\\s*(${LITERAL.source})`, "g");
  const found = [...withoutComments(source).matchAll(declared)];
  return new Map(
    found.filter(([, , text = ""]) => isSentence(text)).map(([, name = "", text = ""]) => [name, text]),
  );
}

/** Returns the text of the second argument of each call that makes a term. */
export function parametersIn(code: string): string[] {
  const calls = [...code.matchAll(/(?<![\w.])(?:say[A-Z]\w*|say|told)\(/g)];
  return calls.flatMap(({ 0: call, index }) => {
    const [, ...values] = argumentsOf(code, index + call.length);
    return values.length > 0 ? [values.join(",")] : [];
  });
}

/** Splits the arguments of a call at their commas. `start` is the place after the opening parenthesis. */
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

/** A sentence behind a name: `say("failed", { error: WHY })`. */
const namedIn = (values: string, constants: ReadonlyMap<string, string>): string[] =>
  [
    ...values
      .replaceAll(LITERAL, (literal) => filledIn(literal))
      .matchAll(/(?<![\w.])[A-Za-z_]\w*(?!\s*:)\b/g),
  ]
    .map(([name]) => name)
    .filter((name) => constants.has(name));

/** What a template is filled with, so that names in it are found. */
const filledIn = (literal: string): string =>
  [...literal.matchAll(/\$\{([^}]*)\}/g)].map(([, inner = ""]) => ` ${inner} `).join("");

/** The text of an error is a sentence of ours, or of a library. */
function errorsIn(file: string, values: string): string[] {
  const quoted = QUOTED[file];
  const others = quoted === undefined ? values : values.replaceAll(quoted, "");
  return [...others.matchAll(/\.(?:message|stack)\b|\bString\(\s*(?:error|cause|problem|failure)\b/g)].map(
    ([what]) => what,
  );
}
