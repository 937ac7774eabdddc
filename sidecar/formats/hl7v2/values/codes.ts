/** The form of a code, number or lot. It excludes characters that occur in sentences and in a person's name in HL7 notation. */
const pattern = /^[A-Za-z0-9][A-Za-z0-9._:/#+-]*( [A-Za-z0-9._:/#+-]+)*$/;
/** The maximum number of characters of a code. */
export const LONGEST_CODE = 40;

/** Returns whether a text has the form of a code, number or lot. Free text, which could contain patient data, does not. */
export function isCode(text: string): boolean {
  return text.length <= LONGEST_CODE && pattern.test(text);
}
