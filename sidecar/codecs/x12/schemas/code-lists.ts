import type { X12Release } from "./model.ts";

/** The codes of each release, separated by white space, or a single text if they are the same in all releases. */
type CodeList = string | Readonly<Record<X12Release, string>>;

/** The codes of the transaction set purpose (element 353) in 004010. Later releases only add codes. */
const PURPOSES = `00 01 02 03 04 05 06 07 08 10 11 12 13 14 15 16 17 18 19 20 21 22 24 25 26 27 28 30 31 32 33 34 35
  36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 5C 77 CN CO EX GR PR RH RV SU ZZ`;

/**
 * The code lists that determine the meaning of a document, by data element. Each release has its own lists. All other codes are
 * checked by the mappings, which know the partner's codes: enforcing a list here would reject documents because of unused codes.
 * A code that is not in its list is reported to the sender (AK403 7); the mapper decides how to treat it.
 */
const CODE_LISTS: Readonly<Record<string, CodeList>> = {
  // Allowance or charge indicator (SAC01)
  "248": "A C N P Q R S",
  // Transaction set purpose (BEG01, BAK01, BCH01, BCA01)
  "353": { "4010": PURPOSES, "5010": `${PURPOSES} 57` },
  // Acknowledgment type (BAK02, BCA02)
  "587": "AC AD AE AH AK AP AT NA RD RF RJ RN RO RV ZZ",
  // Line item status (ACK01)
  "668": "AA AC AR BP DR IA IB IC ID IE IF IH IP IQ IR IS IW R1 R2 R3 R4 R5 R6 R7 R8 SP",
  // Change or response type (POC02)
  "670": `AA AI CA CB CC CD CE CF CG CH CI CT DI MU NC OA OC PC PQ PR QD QI RA RB RC RE RM RQ RS RZ TI`,
  // Functional group (AK901), and transaction set and implementation acknowledgment (AK501, IK501)
  "715": "A E M P R W X",
  "717": "A E M R W X",
};

/** Returns the codes that a data element may have in a release, or null if its codes are not checked. */
export function codesOf(element: string, release: X12Release): ReadonlySet<string> | null {
  const list = CODE_LISTS[element];
  if (list === undefined) return null;
  return new Set((typeof list === "string" ? list : list[release]).split(/\s+/));
}
