/** A pattern that an identifier must match, and the sentence for one that does not. */
export type IdentifierCheck = {
  /** A regular expression that JavaScript and Python read alike. */
  readonly pattern: string;
  /** A whole English sentence. `{value}` is the identifier, `{scheme}` its scheme, `{length}` its number of characters. */
  readonly message: string;
};

/** A scheme of identifiers: "01" for DUNS numbers in X12. */
export type IdentifierScheme = {
  readonly code: string;
  readonly label: string;
  /** How its identifiers usually look. Others are accepted, and the checklist of the connection mentions them. */
  readonly usual?: IdentifierCheck;
};

/** A party that the messages of a format name. */
export type Party = {
  readonly owner: "us" | "partner";
  /** The title above its identifier: "We Are". */
  readonly title: string;
  readonly label: string;
  readonly help: string;
  readonly schemeHelp: string;
  readonly example: string;
  /** A connection does not go live without it. */
  readonly required: boolean;
};

/** The identifiers by which the messages of a format name the parties. Odoo's form, its checks and its checklist follow from it. */
export type PartyIdentifiers = {
  readonly parties: readonly Party[];
  readonly schemeLabel: string;
  /** Schemes to choose from. A single one is not asked for. */
  readonly schemes: readonly IdentifierScheme[];
  readonly defaultScheme: string;
  /** What schemes beside the listed ones must look like. Left out: only the listed ones are accepted. */
  readonly otherSchemes?: IdentifierCheck;
  /** What every identifier must look like; the first check that fails is reported. */
  readonly checks: readonly IdentifierCheck[];
  /**
   * Two connections of the same company, environment and format must differ in the identifier of one of these owners. Empty: they
   * may share all identifiers.
   */
  readonly distinct: readonly Party["owner"][];
};
