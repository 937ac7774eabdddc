import type { EdifactDirectory } from "../compile.ts";

/** The structure of a message: one segment or segment group per row, with usage, maximum and the directory if it is only in one. */
export type MessageTable = {
  readonly code: string;
  readonly directories: readonly EdifactDirectory[];
  /** Where the facts come from. */
  readonly source: string;
  /** Whether the table was checked against a second, independent source. */
  readonly verified: boolean;
  readonly table: string;
};
