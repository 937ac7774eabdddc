/** A pattern that an identifier must match, and the sentence for one that does not. */
export type IdentifierCheck = {
  /** A regular expression with the same meaning in JavaScript and Python. */
  readonly pattern: string;
  /**
   * A complete English sentence. `{value}` is the identifier, `{scheme}` its scheme, `{length}` its number of
   * characters.
   */
  readonly message: string;
};

/** A scheme of identifiers: "01" for DUNS numbers in X12. */
export type IdentifierScheme = {
  readonly code: string;
  readonly label: string;
  /** The usual form of its identifiers. Other forms are accepted, but the connection's checklist shows a warning. */
  readonly usual?: IdentifierCheck;
};

/** A party that the messages of a format name. */
export type Party = {
  readonly owner: "us" | "partner";
  /** The heading above its identifier, such as "We Are". */
  readonly title: string;
  readonly label: string;
  readonly help: string;
  readonly schemeHelp: string;
  readonly example: string;
  /** Whether a connection needs it to go live. */
  readonly required: boolean;
};

/** The identifiers by which the messages of a format name the parties. Odoo's form, its checks and its checklist follow from it. */
export type PartyIdentifiers = {
  readonly parties: readonly Party[];
  readonly schemeLabel: string;
  /** The schemes to choose from. If there is only one, the form does not ask for it. */
  readonly schemes: readonly IdentifierScheme[];
  readonly defaultScheme: string;
  /** The check for schemes that are not listed. If absent, only the listed ones are accepted. */
  readonly otherSchemes?: IdentifierCheck;
  /** The checks that every identifier must pass. Only the first failure is reported. */
  readonly checks: readonly IdentifierCheck[];
  /**
   * Two connections of the same company, environment and format must differ in the identifier of one of these owners. If
   * empty, they may share all identifiers.
   */
  readonly distinct: readonly Party["owner"][];
};
