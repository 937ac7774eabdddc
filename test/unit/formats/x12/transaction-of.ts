import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import type { X12Transaction } from "../../../../sidecar/codecs/x12/types.ts";

const functionalIds: Readonly<Record<string, string>> = {
  "810": "IN",
  "812": "CD",
  "820": "RA",
  "824": "AG",
  "832": "SC",
  "835": "HP",
  "846": "IB",
  "852": "PD",
  "855": "PR",
  "856": "SH",
  "861": "RC",
  "865": "CA",
  "867": "PT",
  "944": "RE",
  "945": "SW",
  "997": "FA",
  "999": "FA",
};

/** Reads a transaction set from its segments between ST and SE, one per line, in a valid envelope. */
export function transactionOf(code: string, body: string, version = "004010"): X12Transaction {
  const segments = body
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const text = [
    `ISA*00*          *00*          *ZZ*HARBORMED      *ZZ*NORTHFIELD     *261120*0930*${version.startsWith("005") ? "^" : "U"}*${version.slice(0, 5)}*000000001*0*P*>`,
    `GS*${functionalIds[code]}*HARBORMED*NORTHFIELD*20261120*0930*1*X*${version}`,
    `ST*${code}*0001`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    "GE*1*1",
    "IEA*1*000000001",
    "",
  ].join("~");
  const transaction = readX12(new TextEncoder().encode(text))[0]?.groups[0]?.transactions[0];
  if (transaction === undefined) throw new Error("The test's message holds no transaction.");
  return transaction;
}
