/** What a number belongs to. The same number of an encounter and of an account has two pseudonyms. */
export type PseudonymKind = "encounter" | "account";

/** Returns the pseudonym of a patient's number: 32 hexadecimal digits, always the same, meaningless without the secret. */
export type Pseudonym = (kind: PseudonymKind, value: string) => string;
