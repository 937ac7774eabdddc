/** The types of the definitions that the compilers of the syntaxes create from their schema tables, and that documents are validated with. */

/**
 * The type of a value: AN text, ID code, A text without digits, N integer, R number with a decimal point, D number with a decimal
 * point or comma, DT date, TM time.
 */
export type ElementType = "AN" | "ID" | "A" | "R" | "N" | "D" | "DT" | "TM";

export type CompiledElement = {
  /** The number of the data element, such as "373", or of the composite, such as "C001"; "any" for unchecked content. */
  number: string;
  type: ElementType;
  min: number;
  max: number;
  mandatory: boolean;
  components: CompiledElement[] | null;
  codes: ReadonlySet<string> | null;
};

/**
 * A relational condition of a segment (X12.6 §3.8) on the elements in `positions`. `first` is the mask of the first of these
 * elements, `others` the mask of all others. In a mask, bit n-1 stands for element n.
 */
export type CompiledCondition = {
  kind: "P" | "R" | "E" | "C" | "L";
  positions: number[];
  first: number;
  others: number;
};

export type CompiledSegment = {
  id: string;
  /** The elements after the segment ID: `elements[0]` is element 01. */
  elements: CompiledElement[];
  conditions: CompiledCondition[];
  lastMandatory: number;
};

/**
 * A place in a loop for a segment or, if `loop` is not null, for an inner loop that begins with `segment`. It can be used at most
 * `most` times.
 */
export type CompiledItem = {
  segment: CompiledSegment;
  loop: CompiledLoop | null;
  mandatory: boolean;
  most: number;
};

export type CompiledLoop = {
  id: string;
  items: CompiledItem[];
  /** The indexes in `items` at which a segment may occur, by segment ID, in ascending order. */
  places: Map<string, number[]>;
  /** The indexes in `items` of the mandatory items, in ascending order. */
  mandatory: number[];
};
