import { describe, expect, test } from "vitest";
import { splitMessages } from "../../../../sidecar/codecs/hl7v2/messages.ts";
import { readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";
import { bytes, codes, message } from "./builders.ts";

const FHS = "FHS|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120||||F1\r";
const BHS = (control: string) => `BHS|^~\\&|PHARM|NORTH|SUTURE|STORE|20261120||||${control}\r`;
const batch = (control: string, count: number, announced = String(count)) =>
  `${BHS(control)}${message("PID|1").repeat(count)}BTS|${announced}\r`;

function summary(text: string) {
  const { messages, batches, issues } = readHl7(bytes(text));
  const found = batches.map(({ kind, control, received, announced, issues: own }) => ({
    kind,
    control,
    received,
    announced,
    issues: codes(own),
  }));
  return { messages: messages.length, batches: found, issues: codes(issues) };
}

describe("batches with correct counts", () => {
  test("a batch", () => {
    expect(summary(batch("B1", 3))).toEqual({
      messages: 3,
      batches: [{ kind: "batch", control: "B1", received: 3, announced: "3", issues: [] }],
      issues: [],
    });
  });

  test("a file of two batches, in any line ends", () => {
    const file = `${FHS}${batch("B1", 2)}${batch("B2", 1)}FTS|2\r`;
    for (const text of [file, file.replaceAll("\r", "\n"), `\ufeff${file.replaceAll("\r", "\r\n")}`]) {
      expect(summary(text)).toEqual({
        messages: 3,
        batches: [
          { kind: "batch", control: "B1", received: 2, announced: "2", issues: [] },
          { kind: "batch", control: "B2", received: 1, announced: "1", issues: [] },
          { kind: "file", control: "F1", received: 2, announced: "2", issues: [] },
        ],
        issues: [],
      });
    }
  });

  test.each(["1", "0", ""])("a file without BHS that counts %j batches", (count) => {
    expect(summary(`${FHS}${message()}FTS|${count}\r`).batches).toMatchObject([{ kind: "file", issues: [] }]);
  });

  test("a trailer without a count", () => {
    expect(summary(batch("B1", 2, "")).batches).toMatchObject([{ announced: null, issues: [] }]);
  });

  test("a batch with its own separators", () => {
    const text = `BHS#*+!%#A#B###1####B9\r${message()}BTS#1\r`;
    expect(summary(text).batches).toMatchObject([{ control: "B9", announced: "1", issues: [] }]);
  });
});

describe("incomplete batches", () => {
  test.each([
    ["a count that is too high", batch("B1", 2, "3"), [["count-mismatch"]]],
    ["a count that is too low", batch("B1", 2, "1"), [["count-mismatch"]]],
    ["a count that is no number", batch("B1", 2, "two"), [["count-mismatch"]]],
    ["no trailer", `${BHS("B1")}${message()}`, [["trailer-missing"]]],
    [
      "no trailer before the next batch",
      `${BHS("B1")}${message()}${batch("B2", 1)}`,
      [["trailer-missing"], []],
    ],
    ["no header", `${message()}BTS|1\r`, [["header-missing"]]],
    ["a file without a trailer", `${FHS}${batch("B1", 1)}`, [[], ["trailer-missing"]]],
    ["a file that lost a batch", `${FHS}${batch("B1", 1)}FTS|2\r`, [[], ["count-mismatch"]]],
  ])("%s", (_name, text, expected) => {
    expect(summary(text).batches.map(({ issues }) => issues)).toEqual(expected);
  });

  test("their messages are read", () => {
    expect(summary(batch("B1", 2, "3")).messages).toBe(2);
    expect(readHl7(bytes(batch("B1", 2, "3"))).messages.flatMap(({ issues }) => issues)).toEqual([]);
  });

  test("are one range from header to trailer", () => {
    const text = batch("B1", 2, "3");
    const [only] = splitMessages(bytes(`\n\n${text}`)).batches;
    expect([only?.start, only?.end]).toEqual([2, 2 + text.length - 1]);
  });
});

test("text between the parts of a batch is an issue", () => {
  expect(summary(batch("B1", 1).replace("MSH", "rubbish\rMSH"))).toMatchObject({
    messages: 1,
    issues: ["text-outside-message"],
  });
});
