import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hl7v2 } from "../../../../sidecar/formats/hl7v2/format.ts";
import { splitterOf } from "../../../support/chunks.ts";
import { bytes, MSH, message } from "../../codecs/hl7v2/builders.ts";

const SOUND = message("PID|a\\F\\b~c^d&e", "ZSU|\\X41\\");
const BATCHES = `\ufeffFHS|^~\\&|A||||1||||F\rBHS|^~\\&|A||||1||||B\r${SOUND}${SOUND.replaceAll("\r", "\n")}BTS|2\rFTS|1\r`;
const MEGABYTE = 1_000_000;

/** Pieces of messages that are cut or ambiguous, line ends, framing characters, and anything else. */
const piece = fc.oneof(
  fc.constantFrom(
    "\r",
    "\n",
    "\r\n",
    "\nMSH|^~\\&|A|B|||||ADT|1",
    `\r${" ".repeat(20)}MSH|^~\\&|A|B|||||ADT|2\r`,
    `\r${" ".repeat(21)}MSH|^~\\&|A|B|||||ADT|3\r`,
    "\n \t\ufeff\x0bMSH|^~\\&|A|B|||||ADT|4\x1c\n",
    "MSH",
    "\rBTS|9\x1c\n",
    "\rBHS|^~\\&|",
    "\rFTS|\ud800",
    "\x1c\x0b",
    "\0",
    "a",
  ),
  fc.string({ maxLength: 4 }),
);
const edit = fc.record({ at: fc.nat(), drop: fc.integer({ min: 0, max: 40 }), put: piece });
const changed = fc.array(edit, { maxLength: 6 }).map((edits) =>
  edits.reduce((current, { at, drop, put }) => {
    const place = at % (current.length + 1);
    return current.slice(0, place) + put + current.slice(place + drop);
  }, BATCHES),
);
const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));
const encoded = (text: string, encoding: BufferEncoding | "utf16be") =>
  encoding === "utf16be" ? Buffer.from(text, "utf16le").swap16() : Buffer.from(text, encoding);
const body = fc.oneof(
  fc
    .tuple(fc.oneof(changed, soup), fc.constantFrom("utf8", "latin1", "utf16le", "utf16be"), fc.boolean())
    .map(([text, encoding, isOdd]) => encoded(text, encoding).subarray(0, isOdd ? -1 : undefined)),
  fc.uint8Array({ maxLength: 300 }),
);

/** Splits a body from chunks cut at the places. Each chunk is overwritten afterwards, as by a source that reuses its buffer. */
function splitAt(whole: Uint8Array, places: readonly number[]) {
  const splitter = splitterOf(hl7v2);
  const bounds = [0, ...places.toSorted((one, other) => one - other), whole.length];
  for (const [index, end] of bounds.entries()) {
    const chunk = new Uint8Array(whole.subarray(bounds[index - 1] ?? 0, end));
    splitter.push(chunk);
    chunk.fill(0x2a);
  }
  return splitter.end();
}

describe("a body in chunks", () => {
  test("is split into the same parts as a whole, wherever it is cut", () => {
    fc.assert(
      fc.property(body, fc.array(fc.nat(), { maxLength: 6 }), (whole, places) => {
        const parts = hl7v2.split(whole);
        const cuts = places.map((place) => place % (whole.length + 1));
        expect(splitAt(whole, cuts)).toEqual(parts);
        expect(splitAt(whole, [...whole.keys()])).toEqual(parts);
      }),
      { numRuns: 1500 },
    );
  });

  test("with a message more than are accepted is refused as a whole", () => {
    const most = bytes(SOUND.repeat(1000));
    expect(splitAt(most, [1, 70_000])).toHaveLength(1000);
    const more = bytes(`${SOUND.repeat(1001)}MSH`);
    expect(splitAt(more, [1, 70_000])).toMatchObject([
      { start: 0, end: more.length, unreadable: { term: expect.stringContaining("too-many-messages") } },
    ]);
  });

  test("is not held in memory", () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    const inUse = () => {
      collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const chunk = bytes("QUJD".repeat(MEGABYTE / 4));
    const splitter = splitterOf(hl7v2);
    splitter.push(bytes(`${MSH}\rOBX|1|ED|`));
    const before = inUse();
    for (let pushed = 0; pushed < 50; pushed++) splitter.push(chunk);
    expect(inUse() - before).toBeLessThan(2 * MEGABYTE);
    splitter.push(bytes(`\r${SOUND}`));
    expect(splitter.end()).toHaveLength(2);
  });
});
