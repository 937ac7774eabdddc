/** The codes of UN/ECE Recommendation 20 that all mean "one piece": C62 (one), EA (each), H87 (piece). */
const pieces = new Set(["C62", "EA", "H87"]);

/**
 * Normalises a unit code: the codes for a piece become C62, and codes of Recommendation 21 lose the prefix X that Recommendation
 * 20 (from revision 11) adds (XBX → BX).
 */
export function unitCode(code: string): string {
  const plain = /^X[A-Z0-9]{2}$/.test(code) ? code.slice(1) : code;
  return pieces.has(plain) ? "C62" : plain;
}

/** Matches a sender's own unit code, which has the name of its format as prefix: "x12:UN". */
const ownWord = /^[a-z0-9]+:(.+)$/;

/** Returns whether a unit code is a sender's own code with a format prefix, and not a UN/ECE code. */
export function isOwnWord(code: string): boolean {
  return ownWord.test(code);
}

/** Returns a unit code as the sender writes it, without the format prefix: "x12:UN" becomes "UN". */
export function unitWord(code: string): string {
  return ownWord.exec(code)?.[1] ?? code;
}

/** Returns the values under which a crosswalk may list a unit code: with and without its format prefix. */
export function unitWords(code: string): string[] {
  return [...new Set([code, unitWord(code)])];
}
