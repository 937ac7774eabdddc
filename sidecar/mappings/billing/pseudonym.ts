/** Gives what stands for a patient's number in our documents; the key to it is not known here. */
export type PatientPseudonym = (kind: "encounter" | "account", value: string) => string;
