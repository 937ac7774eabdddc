/**
 * The kind of number that a pseudonym stands for. The same number has different pseudonyms as an encounter number and as an
 * account number.
 */
export type PseudonymKind = "encounter" | "account";

/**
 * Returns the pseudonym of a patient-related number: 32 hexadecimal digits that are always the same and cannot be traced back
 * without the secret.
 */
export type Pseudonym = (kind: PseudonymKind, value: string) => string;
