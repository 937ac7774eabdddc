/** The compiled schema tables that the validator uses. */

/** The supported releases: GS08 "004010…" and "005010…". */
export type X12Release = "4010" | "5010";

export type CompiledElement = {
  /** The number of the data element, such as "373", or of the composite, such as "C001"; "any" for unchecked content. */
  number: string;
  type: "AN" | "ID" | "R" | "N" | "DT" | "TM";
  min: number;
  max: number;
  mandatory: boolean;
  components: CompiledElement[] | null;
  codes: ReadonlySet<string> | null;
};

/** A relational condition (X12.6 §3.8). In masks, bit n-1 stands for element n. */
export type CompiledCondition = {
  kind: "P" | "R" | "E" | "C" | "L";
  positions: number[];
  first: number;
  others: number;
};

export type CompiledSegment = {
  id: string;
  /** [0] is the first element after the ID. */
  elements: CompiledElement[];
  conditions: CompiledCondition[];
  lastMandatory: number;
};

/** The position of a segment or (with `loop`) of a loop, whose first segment is `segment`. */
export type CompiledItem = {
  segment: CompiledSegment;
  loop: CompiledLoop | null;
  mandatory: boolean;
  most: number;
};

export type CompiledLoop = {
  id: string;
  items: CompiledItem[];
  /** The ascending indexes in `items` at which each segment ID may occur. */
  places: Map<string, number[]>;
  /** The ascending indexes of the mandatory items. */
  mandatory: number[];
};
