/** A code, a number, a lot: short, and without what a sentence or a person's name in HL7's own form would need. */
const pattern = /^[A-Za-z0-9][A-Za-z0-9._:/#+-]*( [A-Za-z0-9._:/#+-]+)*$/;
/** Characters of a code at most. */
export const LONGEST_CODE = 40;

/** Reports whether a text may pass as a code. Free text may not: it could hold anything about a patient. */
export function isCode(text: string): boolean {
  return text.length <= LONGEST_CODE && pattern.test(text);
}
