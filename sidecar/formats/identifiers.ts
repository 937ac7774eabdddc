/** A pattern for an identifier or for its scheme, and the sentence shown if the pattern does not match. */
export type IdentifierCheck = {
  /** A regular expression with the same meaning in JavaScript and Python. */
  readonly pattern: string;
  /**
   * A complete English sentence. Odoo replaces `{value}` with the identifier, `{scheme}` with its scheme and `{length}` with its
   * number of characters.
   */
  readonly message: string;
};

/** A scheme in which a party can have an identifier, such as "01", the X12 qualifier of DUNS numbers. */
export type IdentifierScheme = {
  readonly code: string;
  readonly label: string;
  /**
   * The usual form of the identifiers in this scheme. An identifier of another form is accepted, but the connection's checklist
   * shows a warning.
   */
  readonly usual?: IdentifierCheck;
};

/**
 * A party that the messages of a format identify, which is our organisation ("us") or the partner, with the texts of its fields
 * in Odoo's form.
 */
export type Party = {
  readonly owner: "us" | "partner";
  /** The heading above the fields of the party, such as "Us". */
  readonly title: string;
  readonly label: string;
  readonly help: string;
  readonly schemeHelp: string;
  readonly example: string;
  /** Whether a connection must have an identifier of this party before it goes live. */
  readonly required: boolean;
};

/**
 * The declaration of the identifiers by which the messages of a format identify the parties. The fields of Odoo's form, their
 * checks and the checklist of the connection are derived from it.
 */
export type PartyIdentifiers = {
  readonly parties: readonly Party[];
  readonly schemeLabel: string;
  /** The schemes to choose from. If there is only one, the form has no field for the scheme. */
  readonly schemes: readonly IdentifierScheme[];
  readonly defaultScheme: string;
  /** The check of a scheme that is not in `schemes`. If absent, only the schemes in the list are accepted. */
  readonly otherSchemes?: IdentifierCheck;
  /** The checks that every identifier must pass, in this order. Only the first failure is reported. */
  readonly checks: readonly IdentifierCheck[];
  /**
   * The owners whose identifiers distinguish connections: two connections of the same company, environment and format must differ
   * in the identifiers of at least one of these owners. If empty, connections may share all identifiers.
   */
  readonly distinct: readonly Party["owner"][];
};
