import type { PartyIdentifiers } from "../../../sidecar/formats/identifiers.ts";

/** The partner's account number, which a line may carry. We have none. */
export const linesJsonIdentifiers: PartyIdentifiers = {
  parties: [
    {
      owner: "partner",
      title: "The partner",
      label: "Account number",
      help: "The number that the partner writes in the member account.",
      schemeHelp: "",
      example: "AC-100",
      required: true,
    },
  ],
  schemeLabel: "Scheme",
  schemes: [
    {
      code: "account",
      label: "Account",
      usual: { pattern: "^AC-", message: "The account number {value} does not begin with AC-." },
    },
  ],
  defaultScheme: "account",
  checks: [
    {
      pattern: "^[A-Z0-9-]{4,8}$",
      message: "The account number {value} has {length} characters, not 4 to 8.",
    },
  ],
  distinct: ["partner"],
};
