/** The schema tables made ready for reading: what the validator walks on. */

/** The releases there are schemas for: GS08 "004010…" and "005010…". */
export type X12Release = "4010" | "5010";

export type CompiledElement = {
  /** The data element's number, e.g. "373"; a composite's, e.g. "C001"; "any" for unchecked content. */
  number: string;
  type: "AN" | "ID" | "R" | "N" | "DT" | "TM";
  min: number;
  max: number;
  mandatory: boolean;
  components: CompiledElement[] | null;
  codes: ReadonlySet<string> | null;
};

/** A relational condition (X12.6 §3.8); masks have bit n-1 set for element n. */
export type CompiledCondition = {
  kind: "P" | "R" | "E" | "C" | "L";
  positions: number[];
  first: number;
  others: number;
};

export type CompiledSegment = {
  id: string;
  /** [0] is the first element behind the id. */
  elements: CompiledElement[];
  conditions: CompiledCondition[];
  lastMandatory: number;
};

/** A segment's or (with `loop`) a loop's place; `segment` is the loop's first. */
export type CompiledItem = {
  segment: CompiledSegment;
  loop: CompiledLoop | null;
  mandatory: boolean;
  most: number;
};

export type CompiledLoop = {
  id: string;
  items: CompiledItem[];
  /** Where in `items` a segment id may stand, ascending. */
  places: Map<string, number[]>;
  /** The indexes of the mandatory items, ascending. */
  mandatory: number[];
};
