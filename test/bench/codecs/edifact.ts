import { createRequire } from "node:module";
import { createEdifactReader } from "../../../sidecar/codecs/edifact/read.ts";
import type { Comparison } from "./contenders.ts";
import { CHUNK_BYTES } from "./inputs.ts";

/** What this comparison uses of `edifact`, a package without types. */
type Reader = { parse(document: string): { name: string }[] };
const Package = createRequire(import.meta.url)("edifact/reader.js") as new () => Reader;

const LINES = 40;

/** Returns an INVOIC of D96A with 40 lines, about 6 kB. */
function invoice(number: number): string {
  const lines = Array.from({ length: LINES }, (_, index) => {
    const line = index + 1;
    return (
      `LIN+${line}++5410738000152:EN'PIA+1+HM-${number}:SA+NF-${line}:IN'` +
      `IMD+F++:::NITRILE EXAM GLOVES, MEDIUM, BOX ${line}'QTY+47:${(line % 24) + 1}:PCE'MOA+203:1250.50'` +
      "PRI+AAA:12.50:CT::1:PCE'TAX+7+VAT+++:::19+S'"
    );
  }).join("");
  return (
    `UNH+${number}+INVOIC:D:96A:UN:EAN008'BGM+380+HM-${number}+9'DTM+137:20261121:102'RFF+ON:PO-${number}'` +
    "NAD+BY+5412345000013::9'NAD+SU+4012345500004::9++HARBOR MEDICAL SUPPLY+1 MAIN STREET+GHENT++9000+BE'" +
    `CUX+2:EUR:4'${lines}UNS+S'CNT+2:${LINES}'MOA+86:50020.00'TAX+7+VAT+++:::19+S'MOA+124:7986.55'` +
    `UNT+${13 + 7 * LINES}+${number}'`
  );
}

/** Returns an interchange of invoices of about the given size in chunks that are cut anywhere. */
function chunksOf(bytes: number): Uint8Array[] {
  const texts = ["UNA:+.? 'UNB+UNOC:3+4012345500004:14+5412345000013:14+261121:1015+113'"];
  let number = 0;
  for (let made = 0; made < bytes; made += texts.at(-1)?.length ?? 0) texts.push(invoice(++number));
  const whole = Buffer.from(`${texts.join("")}UNZ+${number}+113'`, "latin1");
  const count = Math.ceil(whole.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, index) =>
    whole.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES),
  );
}

export const edifact: Comparison<readonly Uint8Array[]> = {
  name: "EDIFACT: tokenise, envelope, validate",
  target: 2,
  input: chunksOf,
  lengthOf: (chunks) => chunks.reduce((total, { length }) => total + length, 0),
  ours: {
    work: "cuts segments, checks envelopes, builds groups and validates every element of each INVOIC; from chunks",
    async run(chunks) {
      let messages = 0;
      const reader = createEdifactReader({
        onMessage: ({ issues }) => {
          if (issues.length === 0) messages++;
        },
      });
      for (const chunk of chunks) reader.push(chunk);
      reader.end();
      return messages;
    },
  },
  theirs: {
    work: "edifact: its reader, which cuts segments into arrays and validates no structure; the whole text at once",
    async run(chunks) {
      const text = Buffer.concat(chunks).toString("latin1");
      return new Package().parse(text).filter(({ name }) => name === "UNT").length;
    },
  },
};
