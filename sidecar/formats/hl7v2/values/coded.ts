import { field, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";
import { type CodeReading, type CodeTable, readCode } from "../../shared/code-table.ts";

/** A code as the message has it, without the blanks around it, and what it says. */
export type Coded<Meaning> = { readonly code: string; readonly reading: CodeReading<Meaning> };

export type CodedOptions<Meaning> = {
  readonly component?: number;
  readonly repetition?: number;
  /** What the connection's options say of codes of the site's own. They go before the table. */
  readonly own?: Readonly<Record<string, Meaning>>;
  /** The table is the user's: "i" may be another code than "I". Codes of HL7's own tables are read in either case. */
  readonly exactCase?: boolean;
  /** Returns the code for a spelling that senders use beside it. */
  readonly spelled?: (written: string) => string;
};

/** A code that no list names is repeated up to this length; what is longer could be a name in the wrong field. */
const LONGEST_SHOWN = 3;

/**
 * Returns what a coded element says by its table; null where `""` stands, undefined where nothing does. The first repetition
 * counts unless another is asked for: a receiver passes over those that the standard does not have (v2.8.2 §2.8.2).
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

/** Returns what each repetition of a coded element says by its table. */
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

/** Returns all that a coded element says of one thing: its code and the alternates, each with its coding system read by the table. */
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

/** Returns what a coding system is by its table, undefined where none is named. Local and HL7's own systems stand in HL7 table 0396 by their pattern. */
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

/** Reports whether a code stands in the table, with our meaning or with its name alone. */
export function isListed({ codes, named = {} }: CodeTable<unknown>, code: string): boolean {
  return Object.hasOwn(codes, code) || Object.hasOwn(named, code);
}

function isShown(table: CodeTable<unknown>, code: string): boolean {
  return code.length <= LONGEST_SHOWN || isListed(table, code);
}
