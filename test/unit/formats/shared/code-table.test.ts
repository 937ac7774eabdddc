import { expect, test } from "vitest";
import { type CodeTable, readCode } from "../../../../sidecar/formats/shared/code-table.ts";

const table: CodeTable<number> = {
  standard: "X12",
  versions: ["4010"],
  element: "587",
  name: "an acknowledgement type",
  codes: { AC: 0, AD: 1 },
  named: { AH: "on hold" },
};

test("a code of the table has our meaning, whatever its value", () => {
  expect(readCode(table, "AC")).toEqual({ meaning: 0 });
  expect(readCode(table, "AD")).toEqual({ meaning: 1 });
});

test("a code that is only named is not acted on, and is called by its name", () => {
  expect(readCode(table, "AH")).toEqual({
    unknown: "AH (on hold), an acknowledgement type that Suture does not act on (X12 element 587)",
  });
});

test("a code that is named is shown as it stands, whatever its form", () => {
  const sets = { ...table, named: { "UNICODE UTF-32": "four bytes a character" } };
  expect(readCode(sets, "UNICODE UTF-32")).toHaveProperty(
    "unknown",
    "UNICODE UTF-32 (four bytes a character), an acknowledgement type that Suture does not act on (X12 element 587)",
  );
});

test("a code in neither list is unknown, also one that every object has", () => {
  expect(readCode(table, "QQ")).toEqual({
    unknown: "QQ, an acknowledgement type that Suture does not act on (X12 element 587)",
  });
  for (const name of ["toString", "constructor", "__proto__"])
    expect(readCode(table, name)).toHaveProperty("unknown");
});

test("what is no code is not repeated: it may be anything", () => {
  for (const value of ["Jane Roe, 1960-01-02", "x".repeat(13), ""])
    expect(readCode(table, value)).toEqual({
      unknown:
        "a value that is no code, an acknowledgement type that Suture does not act on (X12 element 587)",
    });
});
