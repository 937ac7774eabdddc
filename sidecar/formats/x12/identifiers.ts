import type { IdentifierCheck, IdentifierScheme, PartyIdentifiers } from "../identifiers.ts";

/** Returns a scheme. `usual` is the form that its identifiers usually have, and their name in a sentence. */
function scheme(
  code: string,
  name: string,
  usual?: { readonly pattern: string; readonly noun: string },
): IdentifierScheme {
  const label = `${code} · ${name}`;
  if (usual === undefined) return { code, label };
  const message = `“{value}” does not look like ${usual.noun} (qualifier ${code}).`;
  return { code, label, usual: { pattern: usual.pattern, message } };
}

const checks: readonly IdentifierCheck[] = [
  {
    pattern: "^\\S([\\s\\S]*\\S)?$",
    message:
      "“{value}” starts or ends with a space. Remove the space: identifiers in the ISA segment are padded automatically.",
  },
  {
    // The identifier is also in GS02 and GS03, which require two characters.
    pattern: "^[\\s\\S]{2,15}$",
    message: "An envelope identifier has 2 to 15 characters; “{value}” has {length}.",
  },
  {
    pattern: "^[ -~]+$",
    message:
      "“{value}” contains characters that are not allowed in an envelope. Use unaccented letters, digits and spaces.",
  },
  {
    pattern: "^[^*~>:^|]+$",
    message:
      "“{value}” contains a character that is used as a separator (* ~ > : ^ |). Choose an identifier without it.",
  },
];

const party = {
  help: "2 to 15 characters, exactly as on the partner's envelopes, without trailing spaces. Files with other identifiers are refused.",
  required: true,
};

/** The identifiers of sender and receiver on the envelope (ISA05 to ISA08), each with a qualifier (element I05) as its scheme. */
export const x12Identifiers: PartyIdentifiers = {
  parties: [
    {
      ...party,
      owner: "us",
      title: "Us",
      label: "Our identifier",
      schemeHelp: "ISA05 of outgoing, ISA07 of incoming interchanges.",
      example: "NORTHFIELD",
    },
    {
      ...party,
      owner: "partner",
      title: "Partner",
      label: "Partner's identifier",
      schemeHelp: "ISA07 of outgoing, ISA05 of incoming interchanges.",
      example: "HARBORMED",
    },
  ],
  schemeLabel: "Qualifier",
  schemes: [
    scheme("01", "DUNS number", { pattern: "^[0-9]{9}$", noun: "a DUNS number" }),
    scheme("02", "Carrier code (SCAC)"),
    scheme("08", "UCC communication number"),
    scheme("09", "X.121 network address"),
    scheme("11", "DEA number"),
    scheme("12", "Telephone number", { pattern: "^[0-9]{10,15}$", noun: "a telephone number" }),
    scheme("13", "UCS code"),
    scheme("14", "DUNS number with suffix", {
      pattern: "^[0-9]{9}\\w{0,4}$",
      noun: "a DUNS number with suffix",
    }),
    scheme("16", "DUNS number with 4-character suffix"),
    scheme("20", "Health industry number (HIN)"),
    scheme("27", "Medicare carrier number"),
    scheme("28", "Medicare fiscal intermediary number"),
    scheme("29", "Medicare provider number"),
    scheme("30", "US federal tax number", {
      pattern: "^[0-9]{2}-?[0-9]{7}$",
      noun: "a US federal tax number",
    }),
    scheme("33", "NAIC company code"),
    scheme("ZZ", "Mutually defined"),
  ],
  defaultScheme: "ZZ",
  otherSchemes: {
    pattern: "^[A-Z0-9]{2}$",
    message: "The qualifier “{scheme}” must be two capital letters or digits.",
  },
  checks,
  // An envelope contains only the sender, the receiver and the environment. Two connections with the same three values would use
  // the same control numbers.
  distinct: ["us", "partner"],
};
