import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import type { X12Issue, X12Transaction } from "../../../../sidecar/codecs/x12/types.ts";

/** The values of a test interchange's ISA; by default from Harbor Medical Supply to Northfield Health. */
export type IsaOptions = {
  element?: string;
  component?: string;
  segment?: string;
  repetition?: string;
  version?: string;
  control?: string;
  requested?: string;
  usage?: string;
  date?: string;
  time?: string;
};

/** Returns the 106 characters of an ISA. */
export function isa(options: IsaOptions = {}): string {
  const { element = "*", component = ">", segment = "~", repetition = "U", version = "00401" } = options;
  const { control = "000000001", requested = "0", usage = "P", date = "260709", time = "1200" } = options;
  const parties = ["ZZ", "HARBORMED".padEnd(15), "ZZ", "NORTHFIELD".padEnd(15)];
  const security = ["00", " ".repeat(10), "00", " ".repeat(10)];
  const rest = [date, time, repetition, version, control, requested, usage, component];
  return ["ISA", ...security, ...parties, ...rest].join(element) + segment;
}

/** Returns segments, written with "*", in the separators of an ISA. */
export function lines(segments: string[], { element = "*", segment = "~" }: IsaOptions = {}): string {
  return segments.map((line) => line.replaceAll("*", element) + segment).join("");
}

/** Returns the segments of a transaction set: ST, the body, and SE with the count. */
export function transaction(code: string, control: string, body: string[], convention?: string): string[] {
  const st = `ST*${code}*${control}${convention === undefined ? "" : `*${convention}`}`;
  return [st, ...body, `SE*${body.length + 2}*${control}`];
}

/** Returns the segments of a group. GE contains the number of transaction sets. */
export function group(
  functionalId: string,
  version: string,
  transactions: string[][],
  control = "7",
): string[] {
  const gs = `GS*${functionalId}*HARBORMED*NORTHFIELD*20260709*1200*${control}*X*${version}`;
  return [gs, ...transactions.flat(), `GE*${transactions.length}*${control}`];
}

/** Returns an interchange as bytes. IEA contains the number of groups. */
export function interchange(groups: string[][], options: IsaOptions = {}): Uint8Array {
  const iea = `IEA*${groups.length}*${options.control ?? "000000001"}`;
  return bytes(isa(options) + lines([...groups.flat(), iea], options));
}

/** The body of an 855 that accepts one line. */
export const ACCEPTED_855 = [
  "BAK*00*AD*PO1001*20260709****SO77",
  "PO1*1*24*CA*12.50**VN*HM-1",
  "ACK*IA*24*CA*068*20260712",
  "CTT*1",
];

/** Returns an interchange with one group that contains one 855 with this body. */
export function interchange855(body: string[] = ACCEPTED_855, options: IsaOptions = {}): Uint8Array {
  return interchange([group("PR", "004010", [transaction("855", "0001", body)])], options);
}

export function bytes(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

export function text(of: Uint8Array): string {
  return Buffer.from(of).toString("latin1");
}

/** Returns issues as "code/ack", the notation of the tests. */
export function brief(issues: X12Issue[]): string[] {
  return issues.map(({ code, ack }) => `${code}/${ack}`);
}

/** Returns the issues of a transaction set as "code/ack segment@position[.element]". */
export function located(transaction: X12Transaction): string[] {
  return transaction.issues.map(({ code, ack, segment, segmentPosition, element }) => {
    const place = element === undefined ? "" : `.${element}`;
    return `${code}/${ack} ${segment}@${segmentPosition}${place}`;
  });
}

const ISA_OF: Record<string, { version: string; repetition: string }> = {
  "004010": { version: "00401", repetition: "U" },
  "005010": { version: "00501", repetition: "^" },
};

/** Returns the transaction set with this body as it is read. */
export function readSet(code: string, body: string[], version = "004010"): X12Transaction {
  const input = interchange(
    [group("PR", version, [transaction(code, "0001", body)])],
    ISA_OF[version.slice(0, 6)],
  );
  return readX12(input)[0]?.groups[0]?.transactions[0] as X12Transaction;
}

/** The 855 with changed segments: `replace` maps the beginning of a segment to its replacement. */
export function with855(replace: Record<string, string[]>, version = "004010"): X12Transaction {
  const body = ACCEPTED_855.flatMap((line) => {
    const key = Object.keys(replace).find((start) => line.startsWith(start));
    return key === undefined ? [line] : (replace[key] ?? []);
  });
  return readSet("855", body, version);
}
