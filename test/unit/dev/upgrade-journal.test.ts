import { describe, expect, it } from "vitest";
import { changedRows, type Rows } from "../../../dev/upgrade/journal-rows.ts";

type Tables = Record<string, Record<string, Record<string, unknown>>>;

const journal = (tables: Tables): ReadonlyMap<string, Rows> =>
  new Map(Object.entries(tables).map(([name, rows]) => [name, new Map(Object.entries(rows))]));

const BEFORE = journal({
  message: { a: { body: "ISA", state: "decoded" }, b: { body: "MSH", state: "decoded" } },
  control_number: { "edi/ISA": { last: 7 } },
});

describe("the journal after an upgrade", () => {
  it("may have more rows, columns and control numbers", () => {
    const after = journal({
      message: {
        a: { body: "ISA", state: "decoded", added: null },
        b: { body: "MSH", state: "decoded" },
        c: { body: "new", state: "received" },
      },
      control_number: { "edi/ISA": { last: 9 } },
    });
    expect(changedRows(BEFORE, after)).toEqual([]);
  });

  it("must have each row, with what was in it, and never a smaller control number", () => {
    const after = journal({
      message: { a: { body: "ISA" } },
      control_number: { "edi/ISA": { last: 6 } },
    });
    expect(changedRows(BEFORE, after)).toEqual([
      'message a: state was "decoded", and is nothing.',
      "message b is gone.",
      "control_number edi/ISA: last was 7, and is 6.",
    ]);
  });
});
