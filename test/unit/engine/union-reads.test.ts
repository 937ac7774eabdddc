import { describe, expect, test } from "vitest";
import { unionReads } from "../../../sidecar/engine/union-reads.ts";
import type { ReadRequest } from "../../../sidecar/flows/flow.ts";

const read = (values: readonly string[], more: Partial<ReadRequest> = {}): ReadRequest => ({
  model: "product.product",
  domain: ["|", ["default_code", "in", values], ["barcode", "in", values]],
  fields: ["id"],
  shared: true,
  ...more,
});

describe("reads of a batch that differ only in their lists", () => {
  test("become one, with the values of all, each once", () => {
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

  test("start anew before one answer would be cut off: the gateway gives no more than 2,000 records", () => {
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
