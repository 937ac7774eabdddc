/** The data model that the syntaxes of EDI share: X12 and EDIFACT are dialects over it. */

/** A segment. The type of its elements differs by syntax: raw text in X12, components in EDIFACT. */
export type EdiSegment<Element = string> = {
  id: string;
  /** [0] is the ID, so elements[3] is the third element. */
  elements: Element[];
  /** The first segment of the transaction set or message (ST, UNH) is position 1. */
  position: number;
  /** The byte offset of the segment in the input. */
  offset: number;
};

/** A loop (X12) or segment group (EDIFACT). Inner loops are in document order; the ID of the root is the code of the document. */
export type EdiLoop<Segment = EdiSegment> = {
  id: string;
  segments: Segment[];
  loops: EdiLoop<Segment>[];
};
