import { expect, test } from "vitest";
import { type CodeTable, readCode } from "../../../../sidecar/formats/shared/code-table.ts";
import { inEnglish } from "../../../support/told.ts";

const table: CodeTable<number> = {
  standard: "X12",
  versions: ["4010"],
  element: "587",
  codes: { AC: 0, AD: 1 },
  named: { AH: "on hold" },
};

test("a code of the table has its mapped meaning", () => {
  expect(readCode(table, "AC")).toEqual({ meaning: 0 });
  expect(readCode(table, "AD")).toEqual({ meaning: 1 });
});

const list = "X12 element 587";

test("an unsupported code has no meaning, and is shown with its name", () => {
  expect(inEnglish(readCode(table, "AH"))).toEqual({ unknown: { code: "AH (on hold)", list } });
});

test("a named code is shown unchanged, whatever its form", () => {
  const sets = { ...table, named: { "UNICODE UTF-32": "four bytes a character" } };
  expect(inEnglish(readCode(sets, "UNICODE UTF-32"))).toEqual({
    unknown: { code: "UNICODE UTF-32 (four bytes a character)", list },
  });
});

test("a code in neither list is unknown, also the name of an object's member", () => {
  expect(inEnglish(readCode(table, "QQ"))).toEqual({ unknown: { code: "QQ", list } });
  for (const name of ["toString", "constructor", "__proto__"])
    expect(readCode(table, name)).toHaveProperty("unknown");
});

test("a value that does not look like a code is not repeated", () => {
  for (const value of ["Jane Roe, 1960-01-02", "x".repeat(13), ""])
    expect(inEnglish(readCode(table, value))).toEqual({
      unknown: { code: "a value that is not a valid code", list },
    });
});
