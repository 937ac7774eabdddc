import { field, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Segment } from "../../../codecs/hl7v2/types.ts";
import { type CodeReading, type CodeTable, readCode } from "../../shared/code-table.ts";

/**
 * A code from the message, trimmed, with its meaning according to the table or, if the table does not support it, the information
 * that it is unknown.
 */
export type Coded<Meaning> = { readonly code: string; readonly reading: CodeReading<Meaning> };

export type CodedOptions<Meaning> = {
  readonly component?: number;
  readonly repetition?: number;
  /** The meanings that the connection's options assign to the site's own codes. They override the table. */
  readonly own?: Readonly<Record<string, Meaning>>;
  /**
   * Whether codes are case-sensitive. They are in user-defined tables, where "i" and "I" may be different codes, but not in
   * tables defined by HL7.
   */
  readonly exactCase?: boolean;
  /** Converts an alternative spelling, which some senders use, to the code in the table. */
  readonly spelled?: (written: string) => string;
};

/** The maximum length of an unknown code that is quoted in texts. Longer text could be a name in the wrong field. */
const LONGEST_SHOWN = 3;

/**
 * Returns the code in a coded element with its meaning according to the table. Returns null for `""` and undefined for an empty
 * element. By default, only the first repetition is read, because receivers ignore repetitions that the standard does not define
 * (v2.8.2 §2.8.2).
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

/**
 * Returns the code of each repetition of a coded element with its meaning according to the table. Empty and deleted repetitions
 * are omitted.
 */
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

/**
 * One of the codes of a coded element (CWE, v2.8.2 §2A.3.13), which contains a code and up to two alternates, each with its
 * coding system.
 */
export type CodedElement<Meaning> = {
  readonly code: string;
  /** The coding system as written. Empty if there is none. */
  readonly system: string;
  /** The meaning of the coding system. Undefined if there is no coding system. */
  readonly reading: CodeReading<Meaning> | undefined;
};

/**
 * The component numbers of the identifier and the coding system of a CWE, then of its alternate and, since version 2.7, of its
 * second alternate.
 */
const TRIPLETS = [
  [1, 3],
  [4, 6],
  [10, 12],
] as const;

/**
 * Returns all codes of a coded element: the code and its alternates, each with its coding system and the meaning of that system.
 */
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
 * Returns the meaning of a coding system according to its table, or undefined if the text is empty. Local systems ("99…") and HL7
 * tables ("HL7…") are looked up under their patterns in HL7 table 0396, "99zzz" and "HL7nnnn".
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

/** Returns whether the table contains a code, either with a meaning or only with its name. */
export function isListed({ codes, named = {} }: CodeTable<unknown>, code: string): boolean {
  return Object.hasOwn(codes, code) || Object.hasOwn(named, code);
}

function isShown(table: CodeTable<unknown>, code: string): boolean {
  return code.length <= LONGEST_SHOWN || isListed(table, code);
}
