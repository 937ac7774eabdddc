import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createFrameReader, type FrameEvent, framed } from "../../../../sidecar/transports/mllp/framing.ts";

const LIMIT = 200;
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");
const frame = (content: string) => text(framed(Buffer.from(content, "latin1")));

const shown = (event: FrameEvent) =>
  event.kind === "frame" ? text(event.bytes) : { [event.kind]: text(event.bytes), size: event.size };

/** Returns what a reader returns for a text that arrives in chunks, cut at these positions. */
function read(input: string, cuts: readonly number[] = []) {
  const reader = createFrameReader(LIMIT);
  const bytes = Buffer.from(input, "latin1");
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  const events = [...places, bytes.length].flatMap((end, index) =>
    reader.push(Buffer.from(bytes.subarray(places[index - 1] ?? 0, end))),
  );
  return [...events, ...reader.end()].map(shown);
}

const GOOD = "MSH|^~\\&|good\rPID|1\r";
const OTHER = "MSH|^~\\&|other\r";
const PASTED = "MSH|a\rNTE|1||pasted\x1ctext\rRXD|2\r";
const BAD = "\x00\xff no message at all";

const CASES: readonly (readonly [string, string, readonly unknown[]])[] = [
  ["one", frame(GOOD), [GOOD]],
  ["several in one packet", frame(GOOD) + frame(OTHER) + frame(GOOD), [GOOD, OTHER, GOOD]],
  ["good, bad, good", frame(GOOD) + frame(BAD) + frame(OTHER), [GOOD, BAD, OTHER]],
  ["no CR behind FS", frame(GOOD).slice(0, -1) + frame(OTHER).slice(0, -1), [GOOD, OTHER]],
  [
    "FS in its content, which is no end of it",
    frame(GOOD) + frame(PASTED) + frame(OTHER),
    [GOOD, { damaged: PASTED, size: PASTED.length }, OTHER],
  ],
  ["FS LF for an end", `\x0b${GOOD}\x1c\n${frame(OTHER)}`, [{ cut: `${GOOD}\x1c\n`, size: 22 }, OTHER]],
  [
    "FS twice",
    `\x0b${GOOD}\x1c\x1c\r${frame(OTHER)}`,
    [{ damaged: `${GOOD}\x1c`, size: GOOD.length + 1 }, OTHER],
  ],
  [
    "FS in what lost its start",
    `${GOOD}\x1cPV1|1\r${frame(OTHER)}`,
    [{ garbage: `${GOOD}\x1cPV1|1\r`, size: GOOD.length + 7 }, OTHER],
  ],
  [
    "FS in front of one whose end is lost",
    `\x0bMSH|a\x1cb\r${frame(OTHER)}`,
    [{ cut: "MSH|a\x1cb\r", size: 8 }, OTHER],
  ],
  ["line ends and blanks in between", `\r\n${frame(GOOD)}\n \r\n${frame(OTHER)}\r\r`, [GOOD, OTHER]],
  ["an empty one", frame("") + frame(GOOD), ["", GOOD]],
  ["a start twice", `\x0b${frame(GOOD)}`, [GOOD]],
  [
    "garbage in front, between and behind",
    `GET / HTTP/1.1\r\n${frame(GOOD)}a b\r${frame(OTHER)}end`,
    [
      { garbage: "GET / HTTP/1.1\r\n", size: 16 },
      GOOD,
      { garbage: "a b\r", size: 4 },
      OTHER,
      { garbage: "end", size: 3 },
    ],
  ],
  ["one whose end is lost", `\x0b${GOOD}${frame(OTHER)}`, [{ cut: GOOD, size: GOOD.length }, OTHER]],
  ["one whose start is lost", frame(GOOD).slice(1) + frame(OTHER), [{ cut: GOOD, size: GOOD.length }, OTHER]],
  ["a stray end", `\x1c\r\x1c${frame(GOOD)}`, [GOOD]],
  ["a line break of a word processor in a value", frame("MSH|a\x0bb\r"), ["MSH|a\x0bb\r"]],
  [
    "one that the sender did not finish",
    `${frame(GOOD)}\x0bMSH|^~`,
    [GOOD, { incomplete: "MSH|^~", size: 6 }],
  ],
  ["nothing", "", []],
  ["the longest that is allowed", frame("x".repeat(LIMIT)), ["x".repeat(LIMIT)]],
  [
    "one that is too long",
    frame(GOOD) + frame("x".repeat(LIMIT + 1)) + frame(OTHER),
    [GOOD, { oversized: "x".repeat(LIMIT), size: LIMIT + 1 }, OTHER],
  ],
];

describe.each(CASES)("%s", (_name, input, expected) => {
  test("in one piece", () => expect(read(input)).toEqual(expected));

  test("byte by byte", () => {
    expect(
      read(
        input,
        Array.from({ length: input.length }, (_, index) => index),
      ),
    ).toEqual(expected);
  });

  test("cut in two anywhere", () => {
    for (let cut = 0; cut < input.length; cut++)
      expect(read(input, [cut]), `cut at ${cut}`).toEqual(expected);
  });
});

test("any pieces of any bytes are read like one piece", () => {
  const piece = fc.oneof(
    fc.constantFrom("\x0b", "\x1c", "\x1c\r", "\r", "\n", "\x0bMSH", "MSH|", frame(GOOD), "x".repeat(150)),
    fc.uint8Array({ maxLength: 6 }).map(text),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 12 }), (pieces, cuts) => {
      const input = pieces.join("");
      expect(read(input, cuts)).toEqual(read(input));
    }),
    { numRuns: 2000 },
  );
});

test("a valid frame after anything complete is found", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
      expect(read(`${text(noise)}\x1c${frame(GOOD)}`).at(-1)).toBe(GOOD);
    }),
    { numRuns: 500 },
  );
});

test("a frame with only start bytes is one frame", () => {
  const input = `\x0b${"\x0bMSH".repeat(1000)}\x1c\r`;
  const events = createFrameReader(input.length).push(Buffer.from(input, "latin1"));
  expect(events.map(({ kind, bytes }) => [kind, bytes.length])).toEqual([["frame", input.length - 3]]);
});

test("FS alone ends a frame if nothing follows, and is content otherwise", () => {
  const reader = createFrameReader(LIMIT);
  expect([reader.push(Buffer.from(`\x0b${GOOD}\x1c`)), reader.isEnding()]).toEqual([[], true]);
  expect([reader.settle().map(shown), reader.isEnding()]).toEqual([[GOOD], false]);
  expect(reader.push(Buffer.from("\r"))).toEqual([]);
  reader.push(Buffer.from("\x0bMSH|a\x1c"));
  expect(reader.push(Buffer.from("b\x1c\r")).map(shown)).toEqual([{ damaged: "MSH|a\x1cb", size: 7 }]);
});

test("a returned frame does not change when more bytes arrive", () => {
  const reader = createFrameReader(LIMIT);
  const [first] = reader.push(Buffer.from(frame(GOOD), "latin1"));
  reader.push(Buffer.from(frame("y".repeat(LIMIT)), "latin1"));
  expect(first && shown(first)).toBe(GOOD);
});

test("an endless frame is not stored, and of one that is too long only the beginning", () => {
  const reader = createFrameReader(10_000_000);
  const byte = Buffer.from("x");
  expect(reader.push(Buffer.of(0x0b))).toEqual([]);
  for (let count = 0; count < 10_000_000; count++) reader.push(byte);
  for (let count = 0; count < 100; count++) reader.push(Buffer.alloc(1_000_000, "x"));
  const [event] = reader.push(Buffer.of(0x1c, 0x0d));
  expect(event).toMatchObject({ kind: "oversized", size: 110_000_000 });
  expect(event?.bytes.length).toBe(4096);
});

describe("a hostile peer", () => {
  const room = (events: readonly FrameEvent[]) =>
    [...new Set(events.map(({ bytes }) => bytes.buffer))].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    );

  test.each([
    ["empty and tiny frames", "\x0bM\x1c\r"],
    ["tiny frames with FS in them", "\x0bM\x1cM\x1c\r"],
    ["bytes outside of frames", "x\x1c\r"],
    ["broken bytes outside of frames", "x\x1cx\x1c\r"],
  ])("uses little more memory than it sends: %s", (_what, text) => {
    const count = Math.floor(65_536 / text.length);
    const events = createFrameReader(1_000_000).push(Buffer.from(text.repeat(count), "latin1"));
    expect(events).toHaveLength(count);
    expect(room(events)).toBeLessThan(8 * 65_536);
  });

  test("has each byte read once", () => {
    const bytes = Buffer.from("x\x1c".repeat(20_000), "latin1");
    let looked = 0;
    const indexOf = (value: number, from = 0): number => {
      const found = bytes.indexOf(value, from);
      looked += (found < 0 ? bytes.length : found) - from;
      return found;
    };
    const piece = Object.assign(Buffer.from(bytes), { indexOf });
    createFrameReader(1_000_000).push(piece);
    expect(looked).toBeLessThan(4 * piece.length);
  });
});
