import { describe, expect, test } from "vitest";
import { unionReads } from "../../../../sidecar/engine/apply/union-reads.ts";
import type { ReadRequest } from "../../../../sidecar/flows/flow.ts";

const read = (values: readonly string[], more: Partial<ReadRequest> = {}): ReadRequest => ({
  model: "product.product",
  domain: ["|", ["default_code", "in", values], ["barcode", "in", values]],
  fields: ["id"],
  shared: true,
  ...more,
});

describe("reads of a batch that differ only in their lists", () => {
  test("are combined, with the values of all, each once", () => {
    const unions = unionReads();
    const names = [unions.add("products", read(["a", "b"])), unions.add("products", read(["b", "c"]))];
    expect(names[0]).toBe(names[1]);
    expect(unions.requests()).toEqual({
      [names[0] ?? ""]: {
        model: "product.product",
        domain: ["|", ["default_code", "in", ["a", "b", "c"]], ["barcode", "in", ["a", "b", "c"]]],
        fields: ["id"],
      },
    });
  });

  test.each([
    ["field", read(["b"], { fields: ["id", "name"] })],
    ["model", read(["b"], { model: "res.partner" })],
    ["condition", read(["b"], { domain: [["default_code", "in", ["b"]]] })],
    ["single value", read(["b"], { domain: ["|", ["default_code", "in", ["b"]], ["barcode", "=", "b"]] })],
  ])("stay apart when they differ in a %s", (_what, other) => {
    const unions = unionReads();
    expect(unions.add("products", read(["a"]))).not.toBe(unions.add("products", other));
    expect(Object.keys(unions.requests())).toHaveLength(2);
  });

  test("are split before an answer would be cut off: the gateway returns at most 2,000 records", () => {
    const unions = unionReads();
    const names = Array.from({ length: 10 }, (_, order) =>
      unions.add("products", read(Array.from({ length: 100 }, (_item, index) => `${order}/${index}`))),
    );
    const requests = Object.values(unions.requests());
    expect(requests.map(({ domain }) => (domain[1] as [string, string, string[]])[2].length)).toEqual([
      300, 300, 300, 100,
    ]);
    expect(new Set(names).size).toBe(4);
  });
});

describe("a full answer to combined reads", () => {
  const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: index + 1 }));

  test.each([
    ["as full as was asked for", { limit: 3 }, 3, true],
    ["less full", { limit: 3 }, 2, false],
    ["as full as the gateway gives when nothing is asked for", {}, 500, true],
    ["as full as the gateway ever gives", { limit: 9000 }, 2000, true],
  ])("may be incomplete: %s", (_what, more, count, cut) => {
    const unions = unionReads();
    const name = unions.add("products", read(["a"], more));
    unions.add("products", read(["b"], more));
    expect(unions.isCut({ [name]: rows(count) })).toBe(cut);
  });

  test("is passed to a single read, whose flow knows its own limit", () => {
    const unions = unionReads();
    const name = unions.add("products", read(["a"], { limit: 3 }));
    expect(unions.isCut({ [name]: rows(3) })).toBe(false);
  });
});
