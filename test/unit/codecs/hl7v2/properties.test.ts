import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acknowledgementFor, mode } from "../../../../sidecar/codecs/hl7v2/acknowledge.ts";
import { headerOf, splitMessages } from "../../../../sidecar/codecs/hl7v2/messages.ts";
import { value } from "../../../../sidecar/codecs/hl7v2/navigate.ts";
import { readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";
import { looksLikeHl7 } from "../../../../sidecar/codecs/hl7v2/split.ts";
import { writeHl7 } from "../../../../sidecar/codecs/hl7v2/write.ts";
import { anyMessage, bytes, message, readOne } from "./builders.ts";

const MIXED = `\ufeffFHS|^~\\&|A||||1||||F\rBHS|^~\\&|A||||1||||B\r${message("PID|a\\F\\b~c^d&e", "ZSU|\\X41\\")}${message("ORC|1")}BTS|2\rFTS|1\r`;

/** Fragments with a meaning in HL7, mixed with arbitrary text. */
const piece = fc.oneof(
  fc.constantFrom(
    "\r",
    "\n",
    "MSH",
    "\rMSH|^~\\&|",
    "\rBTS|9",
    "\rBHS|^~\\&|",
    "\\",
    "\\X00\\",
    '""',
    "|",
    "\0",
    "\x0b",
    "\x1c\r",
  ),
  fc.string({ maxLength: 4 }),
);
const edit = fc.record({ at: fc.nat(), drop: fc.integer({ min: 0, max: 40 }), put: piece });
const mutated = fc.array(edit, { maxLength: 6 }).map((edits) =>
  edits.reduce((current, { at, drop, put }) => {
    const place = at % (current.length + 1);
    return current.slice(0, place) + put + current.slice(place + drop);
  }, MIXED),
);

/** Applies every operation for received bytes. */
function everything(input: Uint8Array): void {
  looksLikeHl7(input);
  headerOf(input);
  const read = readHl7(input);
  const split = splitMessages(input);
  expect(split.messages.map(({ start, end }) => [start, end])).toEqual(
    read.messages.map(({ start, end }) => [start, end]),
  );
  for (const { start, end } of [...split.messages, ...split.batches, ...split.leftover]) {
    expect(start).toBeLessThan(end);
    expect(end).toBeLessThanOrEqual(input.length);
  }
  for (const { message: each } of read.messages) {
    if (each) mode(each);
    const answer = acknowledgementFor(each, {
      code: "AR",
      control: "1",
      at: "2026-11-20T09:30:00Z",
      text: "No.",
    });
    expect(readOne(answer).message?.segments.map(({ id }) => id)).toEqual(["MSH", "MSA"]);
  }
}

describe("any input", () => {
  test("random bytes never throw", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), everything), { numRuns: 500 });
  });

  test("random bytes after a header never throw", () => {
    const header = [...bytes(message()).subarray(0, -1)];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.nat(header.length), (tail, kept) =>
        everything(Uint8Array.from([...header.slice(0, kept), ...tail])),
      ),
      { numRuns: 500 },
    );
  });

  test("changed messages and batches never throw", () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom("utf8", "latin1", "utf16le"), (text, encoding) =>
        everything(Buffer.from(text, encoding as BufferEncoding)),
      ),
      { numRuns: 800 },
    );
  });

  test("a message after anything that ends its line is found completely", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const last = readHl7(bytes(`${text}\r${message("PID|intact")}`)).messages.at(-1);
        expect(last?.issues).toEqual([]);
        expect(last?.message?.segments.map(({ id }) => id)).toEqual(["MSH", "PID"]);
      }),
      { numRuns: 500 },
    );
  });

  test("what could be read is the same after writing and reading", () => {
    fc.assert(
      fc.property(mutated, (text) => {
        for (const { message: each } of readHl7(bytes(text)).messages) {
          if (!each || value(each.segments[0], 18)) continue;
          // A sender that declares fewer separators may send a value that requires a separator it has not declared.
          if (each.separators.escape === null) continue;
          expect(readOne(writeHl7(each)).message).toEqual(each);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("any message", () => {
  test("is read as it was written: hostile values, any separators, three character sets", () => {
    fc.assert(
      fc.property(anyMessage, (outgoing) => {
        const read = readOne(writeHl7(outgoing));
        expect(read.issues).toEqual([]);
        expect(read.message).toEqual(outgoing);
      }),
      { numRuns: 1500 },
    );
  });

  test("survives being one of several", () => {
    fc.assert(
      fc.property(
        fc.array(
          anyMessage.filter(({ segments }) => !value(segments[0], 18)),
          { minLength: 2, maxLength: 4 },
        ),
        (all) => {
          const read = readHl7(Buffer.concat(all.map(writeHl7)));
          expect(read.issues).toEqual([]);
          expect(read.messages.map((each) => each.message)).toEqual(all);
        },
      ),
      { numRuns: 200 },
    );
  });

  test("is acknowledged with its own control ID, to its sender, in its separators", () => {
    fc.assert(
      fc.property(anyMessage, (incoming) => {
        const at = "2026-11-20T09:30:00Z";
        const { message: answer, issues } = readOne(
          acknowledgementFor(incoming, { code: "AA", control: "9", at }),
        );
        const [msh, msa] = answer?.segments ?? [];
        expect([issues, value(msa, 1), value(msa, 2)]).toEqual([[], "AA", "42"]);
        expect(msh?.fields[5]).toEqual(incoming.segments[0]?.fields[3]);
        expect(answer?.separators).toEqual(incoming.separators);
      }),
      { numRuns: 300 },
    );
  });
});
