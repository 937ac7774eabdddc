// Writes docs/formats.md from the tables of X12 and EDIFACT and the mappings. `--check` changes nothing and exits with 1 if the file
// is stale.
import { MESSAGE_TABLES } from "../sidecar/codecs/edifact/schemas/catalogue.ts";
import { TRANSACTION_TABLES } from "../sidecar/codecs/x12/schemas/catalogue.ts";
import type { X12Release } from "../sidecar/codecs/x12/schemas/model.ts";
import { nameOfSet } from "../sidecar/codecs/x12/schemas/set-names.ts";
import type { TransactionTable } from "../sidecar/codecs/x12/schemas/transactions/table.ts";
import { documentEntry } from "../sidecar/documents/registry.ts";
import { commonLosses, x12Losses } from "../sidecar/formats/x12/losses.ts";
import { inboundX12, outboundX12 } from "../sidecar/formats/x12/registry.ts";
import { generateFile, markdownTable } from "./generated-file.ts";

const GENERATOR = "dev/generate-formats-docs.ts";

const INTRODUCTION = `# EDI formats

Which transaction sets and messages Suture knows, and how far.

- *Read* and *written*: the set becomes a document, or a document becomes the set. The flows are in the [catalogue](flows.md). A
  document of a type without a flow is accepted, shown, and waits for a person as *Unsupported document*.
- *Understood*: its segments, loops and elements are checked and shown with their names, and an acknowledgement names each error.
  There is no mapping yet, so the set is rejected (AK502 1) and waits for a person as *Unsupported document*.
- Any other set or version is rejected as well (AK502 1, AK905 2) and waits for a person under its name.`;

const VERIFICATION = `*Verified* means that an independent description has the same loops, order and maxima. *Unverified* means that
there was none, or that it differs: then nothing but samples confirms the table.`;

const X12_NOTES = `A TA1 is read and written in both releases; it belongs to the envelope and has no table. Several groups, versions
and sets in one file are answered group by group.

HL levels (856, 277) belong to each other by their IDs (HL01, HL02), in any order. A level whose parent does not exist is an error of
HL02 (AK403 7).

The implementation guides 005010X221A1 (835) and 005010X214 (277) add rules of their own. In a 999, a missing element that another one
requires is I9, a missing segment I8; in a 997, they are 2 and 3. That BPR05 to BPR15 depend on the payment method (BPR04) is
unverified.

An 835 has no mapping, because its claim numbers (CLP01) identify patients, and a remittance advice shows the numbers of what was
paid to everyone. An 812 has none, because there is no document for credit notes of vendors.

In segments that no mapping reads, such as those for hazardous goods, only their place is checked, not their elements.`;

const LOSSES = `A document that is written and read again is the same, except for the members in this table. A test writes and reads
documents of each of these types. A document that would lose anything else is not written; the exception names the line.`;

const SOURCES = "Where the tables come from, set by set:";

const releases: readonly X12Release[] = ["4010", "5010"];

const written = new Set(Object.values(outboundX12).map(({ transactionCode }) => transactionCode));
/** Acknowledgements are written by the codec, without a mapping. */
const answers = new Set(["997", "999"]);

function use(code: string): string {
  const read = inboundX12[code] === undefined ? [] : ["read"];
  const write = written.has(code) || answers.has(code) ? ["written"] : [];
  return [...read, ...write].join(", ") || "understood";
}

/** Returns the document types that a set becomes or is written from. */
function documents(code: string): string {
  const read = inboundX12[code]?.documentType;
  const from = Object.entries(outboundX12).flatMap(([type, { transactionCode }]) =>
    transactionCode === code ? [type] : [],
  );
  const types = new Set([...(read === undefined ? [] : [read]), ...from]);
  return [...types].map((type) => documentEntry(type).label).join(", ") || "–";
}

function state({ sources }: TransactionTable, release: X12Release): string {
  const source = sources[release];
  if (source === undefined) return "–";
  return source.verifiedWith === undefined ? "unverified" : "verified";
}

const sets = TRANSACTION_TABLES.map((table) => [
  table.code,
  nameOfSet(table.code).slice("X12 000 ".length),
  use(table.code),
  documents(table.code),
  ...releases.map((release) => state(table, release)),
]);

const sources = TRANSACTION_TABLES.flatMap(({ code, sources: known }) =>
  releases.flatMap((release) => {
    const { source, verifiedWith } = known[release] ?? {};
    return source === undefined ? [] : [[code, release, source, verifiedWith ?? "–"]];
  }),
);

const losses = Object.entries(x12Losses).flatMap(([type, lost]) =>
  lost.map(({ path, because }) => [documentEntry(type).label, `\`${path}\``, because]),
);

const messages = MESSAGE_TABLES.map(({ code, directories, source, verified }) => [
  code,
  directories.map((directory) => `D.${directory}`).join(", "),
  verified ? "verified" : "unverified",
  source,
]);

const content = [
  `<!-- Generated by ${GENERATOR}: do not edit. -->`,
  INTRODUCTION,
  "## X12",
  VERIFICATION,
  markdownTable(["Set", "Title", "Use", "Document", "004010", "005010"], sets),
  X12_NOTES,
  SOURCES,
  markdownTable(["Set", "Release", "Source", "Verified with"], sources),
  "### What a transaction set cannot contain",
  LOSSES,
  markdownTable(["Document", "Member", "Why"], losses),
  commonLosses.map((loss) => `- ${loss}`).join("\n"),
  "## EDIFACT",
  "The codec reads, checks and writes these messages. No connection can use EDIFACT yet.",
  markdownTable(["Message", "Directories", "", "Source"], messages),
].join("\n\n");

generateFile("docs/formats.md", GENERATOR, `${content}\n`);
