/** Codes that all mean "one piece" in Recommendation 20: C62 (one), EA (each), H87 (piece). */
const pieces = new Set(["C62", "EA", "H87"]);

/**
 * Returns one form for codes that mean the same: pieces become C62, and codes of Recommendation 21 lose the X that
 * Recommendation 20 (from revision 11) puts before them (XBX → BX).
 */
export function unitCode(code: string): string {
  const plain = /^X[A-Z0-9]{2}$/.test(code) ? code.slice(1) : code;
  return pieces.has(plain) ? "C62" : plain;
}

/** A sender's own word for a unit, after the name of its format: "x12:UN". */
const ownWord = /^[a-z0-9]+:(.+)$/;

/** Returns whether a unit is given in a sender's own word and not by a UN/ECE code. */
export function isOwnWord(code: string): boolean {
  return ownWord.test(code);
}

/** Returns a unit as its sender calls it: "x12:UN" is "UN". */
export function unitWord(code: string): string {
  return ownWord.exec(code)?.[1] ?? code;
}

/** Returns the values under which the crosswalk may list a unit: with and without the name of its format. */
export function unitWords(code: string): string[] {
  return [...new Set([code, unitWord(code)])];
}
