import { createX12Reader } from "../../sidecar/codecs/x12/read.ts";
import { createX12Tokenizer } from "../../sidecar/codecs/x12/tokenizer.ts";

/**
 * Measures the X12 codec on one core: MB/s of tokenizing alone and of reading with validation and envelope checks, and the peak
 * resident memory. The interchange is generated while it is read, so its size does not count. | Usage: node
 * --max-semi-space-size=8 test/bench/x12.ts [megabytes, default 200] | Without that flag about 100 MB more garbage accumulate
 * before a collection; the codec itself holds one transaction set.
 */
const MEGABYTE = 1_000_000;
const size = Number(process.argv[2] ?? 200) * MEGABYTE;

const HEADER =
  "ISA*00*          *00*          *ZZ*HARBORMED      *ZZ*NORTHFIELD     *260709*1200*U*00401*000000001*0*P*>~" +
  "GS*PR*HARBORMED*NORTHFIELD*20260709*1200*1*X*004010~";

function line(number: number): string {
  return (
    `PO1*${number}*24*CA*12.50**VN*HM-${10_000 + number}*UP*012345678905*BP*NF-${number}~` +
    "PID*F****NITRILE EXAM GLOVES, MEDIUM, POWDER FREE~ACK*IA*24*CA*068*20260712~"
  );
}

const LINES = Array.from({ length: 50 }, (_, index) => line(index + 1)).join("");

function transaction(control: number): string {
  const number = String(control).padStart(4, "0");
  return (
    `ST*855*${number}~BAK*00*AD*PO${number}*20260709****SO${number}~REF*VR*4711~` +
    "N1*SE*HARBOR MEDICAL SUPPLY*91*HARBOR~N1*ST*NORTHFIELD CENTRAL STORE*92*CS01~N3*1 MAIN STREET~" +
    `N4*NORTHFIELD*MN*55057~${LINES}CTT*50~SE*${7 + 3 * 50 + 2}*${number}~`
  );
}

/** Chunks of about 64 KiB, cut anywhere. */
function* chunks(): Generator<Uint8Array> {
  let text = HEADER;
  let made = 0;
  let control = 0;
  for (; made < size; made += 65_536) {
    while (text.length < 65_536) text += transaction(++control);
    yield Buffer.from(text.slice(0, 65_536), "latin1");
    text = text.slice(65_536);
  }
  yield Buffer.from(`${text}GE*${control}*1~IEA*1*000000001~`, "latin1");
}

/** Returns MB/s of processor time of the reader's thread. */
function rate(reader: { push(chunk: Uint8Array): void; end(): void }): number {
  let spent = 0;
  let bytes = 0;
  for (const chunk of chunks()) {
    const start = process.threadCpuUsage();
    reader.push(chunk);
    const { user, system } = process.threadCpuUsage(start);
    spent += user + system;
    bytes += chunk.length;
  }
  reader.end();
  return bytes / MEGABYTE / (spent / 1e6);
}

let segments = 0;
const tokenizing = rate(
  createX12Tokenizer({
    interchange: () => {},
    segments: (batch) => {
      segments += batch.length;
    },
    damage: () => {},
    close: () => {},
    leftover: () => {},
  }),
);

let transactions = 0;
let issues = 0;
const reading = rate(
  createX12Reader({
    onTransaction: (read) => {
      transactions++;
      issues += read.issues.length;
    },
    onInterchange: (read) => {
      issues += read.issues.length;
    },
  }),
);

console.log(`tokenize              ${tokenizing.toFixed(0)} MB/s (${segments} segments)`);
console.log(
  `read and validate     ${reading.toFixed(0)} MB/s (${transactions} transaction sets, ${issues} issues)`,
);
console.log(`peak resident memory  ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
