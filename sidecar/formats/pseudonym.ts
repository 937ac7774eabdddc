/**
 * The kind of number that a pseudonym stands for. The same number has different pseudonyms as an encounter number and as an
 * account number.
 */
export type PseudonymKind = "encounter" | "account";

/**
 * Returns the pseudonym of a number that identifies a patient or an encounter: 32 hexadecimal digits, which are always the same
 * for a number and cannot be traced back to it without the secret.
 */
export type Pseudonym = (kind: PseudonymKind, value: string) => string;
