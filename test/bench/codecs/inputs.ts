import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DecodeContext } from "../../../sidecar/formats/format.ts";
import { supplierConnection } from "../../support/connection.ts";

const FIXTURES = join(import.meta.dirname, "../../../fixtures");
/** Fixtures whose 810s become documents; together they contain terms, taxes, charges, allowances and price bases. */
const INVOICES = [
  "20-810-clean-invoice-with-freight-and-tax-becomes-a-draft-bill",
  "26-810-allowance-takes-off",
  "153-810-discount-and-due-date-in-two-terms",
  "157-810-purchasers-item-is-our-number",
  "159-810-contract-price-per-hundred-is-scaled",
  "160-810-cash-discount-is-shown",
];
const LINES = 40;
/** The size of a chunk, similar to the chunks of sockets and files. */
export const CHUNK_BYTES = 65_536;

/** The context of a connection that accepts more transaction sets per interchange than the default. */
export const largeFiles: DecodeContext = {
  connection: supplierConnection({
    format: { code: "x12", version: "004010", options: { mostTransactionSets: 1_000_000 } },
  }),
  duplicateOfOther: false,
  pseudonym: () => "",
};

type Invoice = {
  readonly before: readonly string[];
  readonly line: string;
  readonly after: readonly string[];
};

/** Returns the segments of a fixture's transaction set without ST, SE and CTT: those before its line, the line, and the rest. */
function invoiceOf(fixture: string): Invoice {
  const text = readFileSync(join(FIXTURES, fixture, "message.x12"), "latin1");
  const segments = text.split("~").map((segment) => segment.trim());
  const inside = segments.slice(
    3,
    segments.findIndex((segment) => segment.startsWith("SE*")),
  );
  const at = inside.findIndex((segment) => segment.startsWith("IT1*"));
  const isLine = (segment: string) => segment.startsWith("IT1*");
  return {
    before: inside.slice(0, at),
    line: inside[at] ?? "",
    after: inside.slice(at).filter((segment) => !isLine(segment) && !segment.startsWith("CTT*")),
  };
}

/** Returns the line with a unique number and description. */
function lineAt(line: string, number: number): string {
  const elements = line.split("*");
  elements[1] = String(number);
  elements[2] = String((number % 24) + 1);
  return `${elements.join("*")}~PID*F****NITRILE EXAM GLOVES, MEDIUM, POWDER FREE, BOX ${number}~`;
}

function transactionSets(): ((number: number) => string)[] {
  return INVOICES.map((fixture) => {
    const { before, line, after } = invoiceOf(fixture);
    const lines = Array.from({ length: LINES }, (_, index) => lineAt(line, index + 1)).join("");
    const count = before.length + after.length + 2 * LINES + 3;
    return (number) => {
      const control = String(number).padStart(4, "0");
      const head = before.join("~").replace(/^BIG\*(\d+)\*[^*]*/, `BIG*$1*HM-${number}`);
      return `ST*810*${control}~${head}~${lines}${after.join("~")}~CTT*${LINES}~SE*${count}*${control}~`;
    };
  });
}

const HEADER =
  "ISA*00*          *00*          *ZZ*HARBORMED      *ZZ*NORTHFIELD     *261121*1015*U*00401*000000113*0*P*>~" +
  "GS*IN*HARBORMED*NORTHFIELD*20261121*1015*113*X*004010~";

/** Returns the text that replaces a transaction set, by its number; for tests of damaged files. */
export type Replacement = (number: number, sound: string) => string;

/**
 * Yields an interchange of 810s made from the fixtures, of about the given size, in chunks that are cut anywhere. Each set has
 * 40 lines and takes about 3.7 kB. The interchange is never in memory as a whole.
 */
export function* invoiceChunks(bytes: number, replace: Replacement = (_, set) => set): Generator<Uint8Array> {
  const sets = transactionSets();
  let text = HEADER;
  let number = 0;
  for (let made = 0; made < bytes; made += CHUNK_BYTES) {
    while (text.length < CHUNK_BYTES) {
      const set = sets[number % sets.length] as (number: number) => string;
      text += replace(++number, set(number));
    }
    yield Buffer.from(text.slice(0, CHUNK_BYTES), "latin1");
    text = text.slice(CHUNK_BYTES);
  }
  yield Buffer.from(`${text}GE*${number}*113~IEA*1*000000113~`, "latin1");
}

/** Returns HL7 v2 dispenses made from a fixture, each with a unique control ID. Segments end with CR. */
export function dispenses(count: number): Uint8Array[] {
  const text = readFileSync(
    join(FIXTURES, "50-rds-dispense-leaves-the-department-by-its-lot", "message.hl7"),
    "utf8",
  );
  const message = text.replace(/\r?\n/g, "\r");
  return Array.from({ length: count }, (_, index) =>
    Buffer.from(message.replace("|MSG-50|", `|MSG-${index}|`)),
  );
}
