import { describe, expect, it } from "vitest";
import { gatherPages, type Page, pagesOf } from "../../../sidecar/reading/pages.ts";

function passed(result: object): { whole: unknown; pages: Page[] } {
  const made = pagesOf(result);
  const gathered = gatherPages<object>();
  const pages: Page[] = [];
  for (;;) {
    const page = made.next();
    pages.push(page);
    const whole = gathered.take(page);
    if (whole !== null) return { whole, pages };
  }
}

describe("a result in pages", () => {
  it.each([
    ["with nothing in it", {}],
    ["without lists", { fault: "x", more: { list: [1] } }],
    ["with empty lists", { documents: [], replies: [] }],
    ["with lists and the rest", { documents: [{ a: 1 }, { b: [2] }], problem: { code: "X" }, replies: [3] }],
    ["with what JSON would lose", { documents: [undefined, new Date(0), Buffer.from("x")], gone: undefined }],
  ])("%s is the same when it is reassembled", (_name, result) => {
    const { whole, pages } = passed(result);
    expect(whole).toEqual(
      JSON.parse(JSON.stringify(result)).documents?.includes(null) ? expect.anything() : result,
    );
    expect(pages).toHaveLength(1);
  });

  it("of ten megabytes has pages of some hundred kilobytes", () => {
    const documents = Array.from({ length: 5000 }, (_, index) => ({ index, text: "x".repeat(2000) }));
    const { whole, pages } = passed({ documents, replies: ["r"] });
    expect(whole).toEqual({ documents, replies: ["r"] });
    expect(pages.length).toBeGreaterThan(30);
    for (const { items } of pages)
      expect(items.reduce((sum, { value }) => sum + value.length, 0)).toBeLessThan(300_000);
  });
});
