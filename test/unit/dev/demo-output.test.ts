import { describe, expect, it } from "vitest";
import { newControlNumber } from "../../../dev/clients/control-number.ts";
import { progressBar } from "../../../dev/demo/progress-bar.ts";
import { tableLines, wrap } from "../../../dev/demo/table.ts";

describe("a table", () => {
  const rows = [
    ["850", "sent", "Taken by the supplier."],
    ["810", "needs a person", "Lines, charges and taxes do not add up."],
  ];

  it("has aligned columns and wraps the last one", () => {
    expect(tableLines(["Kind", "State", "What came of it"], rows, 46)).toEqual([
      "Kind  State           What came of it",
      "────  ──────────────  ────────────────────────",
      "850   sent            Taken by the supplier.",
      "810   needs a person  Lines, charges and taxes",
      "                      do not add up.",
    ]);
  });

  it("keeps its columns with a coloured cell", () => {
    const paint = (text: string, _row: readonly string[], column: number) =>
      column === 1 ? `\x1b[31m${text}\x1b[39m` : text;
    const [, , line] = tableLines(["Kind", "State", "What"], [["850", "sent", "ok"]], 80, paint);
    expect(line).toBe("850   \x1b[31msent \x1b[39m  ok  ");
  });

  it("breaks lines between words only", () => {
    expect(wrap("one two three\nfour", 7)).toEqual(["one two", "three", "four"]);
    expect(wrap("NOT-OURS-MWOTZKG7 x", 5)).toEqual(["NOT-OURS-MWOTZKG7", "x"]);
  });
});

describe("progress", () => {
  function written(isTTY: boolean): string {
    let text = "";
    const bar = progressBar(4, { isTTY, columns: 60, write: (more: string) => (text += more) });
    bar.tell("first");
    bar.tell("second");
    bar.end();
    return text;
  }

  it("is one line per step in a file", () => {
    expect(written(false)).toBe("  [1/4] first\n  [2/4] second\n");
  });

  it("is a single line on a terminal, removed at the end", () => {
    const frames = written(true).split("\r\x1b[2K");
    expect(frames).toEqual([
      "",
      `  ${"█".repeat(6)}${"░".repeat(18)} 1/4 first`,
      `  ${"█".repeat(12)}${"░".repeat(12)} 2/4 second`,
      "",
    ]);
  });
});

describe("control numbers", () => {
  it("never repeat, have at most nine digits, and follow the clock", () => {
    const now = Date.UTC(2026, 10, 20, 9);
    const numbers = [now, now, now + 5, now + 100_000].map(newControlNumber);
    expect(new Set(numbers).size).toBe(4);
    for (const number of numbers) expect(number).toBeLessThanOrEqual(999_999_999);
    expect(numbers[3]).toBe(Math.floor((now + 100_000) / 10) % 999_999_999);
  });
});
