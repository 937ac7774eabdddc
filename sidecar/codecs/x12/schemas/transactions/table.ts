import type { X12Release } from "../model.ts";

/** Where the facts of a table come from in one release. */
export type TableSource = {
  readonly source: string;
  /** An independent description with which loops, order, usage and maxima agree. Absent if there was none to compare with. */
  readonly verifiedWith?: string;
};

/**
 * The segments and loops of a transaction set. Each row contains a segment ID, M (mandatory) or O (optional), the maximum number
 * of repetitions (">1" means unlimited), and "4010" or "5010" if the row applies only to that release. "loop" opens an indented
 * loop; its first segment begins each repetition. "use" inserts the rows of a block of `blocks.ts`.
 */
export type TransactionTable = {
  /** ST01. */
  readonly code: string;
  /** The releases in which the set is supported. */
  readonly sources: Readonly<Partial<Record<X12Release, TableSource>>>;
  /** True if the HL loops of the set form a hierarchy by their IDs (HL01) and parent IDs (HL02), whatever their order. */
  readonly isHierarchical?: true;
  readonly table: string;
};

/** The grammars of the bots project, from which most tables were read. */
export const bots = (release: X12Release, code: string): string =>
  `bots-edi/bots-grammars, x12/${release}/${code}00${release}.py`;

/** The specifications of the OopFactory X12 parser, an independent description of many sets in 004010. */
export const oopFactory = (code: string): string =>
  `Inteligenz/X12Parser, Specifications/Ansi-${code}-4010Specification.xml`;

/** The source of the tables from the beginning of the codec, for which none was written down. */
export const UNRECORDED = "not recorded when the table was written";
