/**
 * The code lists that decide what a document means, by data element. All others are left to the mappings, which
 * know the partner's: a list enforced here would refuse documents for codes nobody reads.
 */
export const CODE_LISTS: Readonly<Record<string, string>> = {
  // Allowance or charge indicator (SAC01)
  "248": "A C N P Q R S",
  // Transaction set purpose (BEG01, BAK01)
  "353": `00 01 02 03 04 05 06 07 08 10 11 12 13 14 15 16 17 18 19 20 21 22 24 25 26 27 28 30 31 32 33 34 35 36 37 38
    39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 77 78 79 CN CO EX GR PR
    RH RV SU ZZ`,
  // Acknowledgment type (BAK02)
  "587": "00 AC AD AE AH AK AP AT NA RD RF RJ RO RV ZZ",
  // Line item status (ACK01)
  "668": "AA AC AR BP DR IA IB IC ID IE IF IH IP IQ IR IS IW R1 R2 R3 R4 R5 R6 R7 R8 RS SP ZZ",
  // Functional group, transaction set and implementation acknowledgment (AK901, AK501)
  "715": "A E M P R W X",
  "717": "A E M R W X",
};
