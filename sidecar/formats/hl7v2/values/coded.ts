import { field, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";
import { type CodeReading, type CodeTable, readCode } from "../../shared/code-table.ts";

/** A code as in the message, without surrounding blanks, and its meaning. */
export type Coded<Meaning> = { readonly code: string; readonly reading: CodeReading<Meaning> };

export type CodedOptions<Meaning> = {
  readonly component?: number;
  readonly repetition?: number;
  /** The meanings that the connection's options give to the site's own codes. They override the table. */
  readonly own?: Readonly<Record<string, Meaning>>;
  /** The table is the user's: "i" may be another code than "I". Codes of HL7's own tables are read in either case. */
  readonly exactCase?: boolean;
  /** Returns the code for an alternative spelling that senders use. */
  readonly spelled?: (written: string) => string;
};

/** An unknown code is quoted up to this length; anything longer could be a name in the wrong field. */
const LONGEST_SHOWN = 3;

/**
 * Returns the meaning of a coded element by its table; null for `""`, undefined for an empty element. The first repetition counts
 * unless another is asked for: a receiver ignores those that the standard does not have (v2.8.2 §2.8.2).
 */
export function coded<Meaning>(
  table: CodeTable<Meaning>,
  from: HL7Segment | undefined,
  index: number,
  options: CodedOptions<Meaning> = {},
): Coded<Meaning> | null | undefined {
  const { component = 1, repetition = 1 } = options;
  const found = value(from, index, component, 1, repetition);
  if (found === null) return null;
  const written = found?.trim();
  if (!written) return undefined;
  const { own } = options;
  if (own !== undefined && Object.hasOwn(own, written))
    return { code: written, reading: { meaning: own[written] as Meaning } };
  const spelled = options.spelled?.(written) ?? written;
  const code = options.exactCase === true ? spelled : asListed(table, spelled);
  return { code, reading: readCode(table, isShown(table, code) ? code : "") };
}

/** Returns the meaning of each repetition of a coded element by its table. */
export function codedRepetitions<Meaning>(
  table: CodeTable<Meaning>,
  from: HL7Segment | undefined,
  index: number,
  options: CodedOptions<Meaning> = {},
): readonly Coded<Meaning>[] {
  return field(from, index).flatMap(
    (_, at) => coded(table, from, index, { ...options, repetition: at + 1 }) ?? [],
  );
}

/** One triplet of a coded element (CWE, v2.8.2 §2A.3.13): a code, and the system that it belongs to. */
export type CodedElement<Meaning> = {
  readonly code: string;
  /** As it is written; empty where none is named. */
  readonly system: string;
  /** Undefined where no system is named. */
  readonly reading: CodeReading<Meaning> | undefined;
};

/** Identifier and coding system of a CWE, of its alternate, and, since version 2.7, of its second alternate. */
const TRIPLETS = [
  [1, 3],
  [4, 6],
  [10, 12],
] as const;

/** Returns every code of a coded element: the code and its alternates, each with its coding system read by the table. */
export function codedElements<Meaning>(
  systems: CodeTable<Meaning>,
  from: HL7Segment,
  index: number,
): readonly CodedElement<Meaning>[] {
  return TRIPLETS.flatMap(([codeAt, systemAt]) => {
    const code = value(from, index, codeAt)?.trim();
    const system = value(from, index, systemAt)?.trim() ?? "";
    return code ? [{ code, system, reading: systemReading(systems, system) }] : [];
  });
}

/**
 * Returns the meaning of a coding system by its table, undefined if none is named. Local systems and HL7's own are in HL7 table
 * 0396 by their pattern.
 */
export function systemReading<Meaning>(
  systems: CodeTable<Meaning>,
  system: string,
): CodeReading<Meaning> | undefined {
  if (system === "") return undefined;
  const known = system.toUpperCase();
  if (known.startsWith("99")) return readCode(systems, "99zzz");
  if (/^HL7\d{4}$/.test(known)) return readCode(systems, "HL7nnnn");
  return readCode(systems, known);
}

function asListed(table: CodeTable<unknown>, written: string): string {
  return isListed(table, written) ? written : written.toUpperCase();
}

/** Reports whether a code is in the table, with a meaning of ours or with its name alone. */
export function isListed({ codes, named = {} }: CodeTable<unknown>, code: string): boolean {
  return Object.hasOwn(codes, code) || Object.hasOwn(named, code);
}

function isShown(table: CodeTable<unknown>, code: string): boolean {
  return code.length <= LONGEST_SHOWN || isListed(table, code);
}
