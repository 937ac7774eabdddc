/** What a number identifies. The same number has one pseudonym as an encounter and another as an account. */
export type PseudonymKind = "encounter" | "account";

/** Returns the pseudonym of a patient's number: 32 hexadecimal digits, always the same, and meaningless without the secret. */
export type Pseudonym = (kind: PseudonymKind, value: string) => string;
