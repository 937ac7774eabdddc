import { describe, expect, it } from "vitest";
import { english } from "../../../../sidecar/catalogue/terms.ts";
import { x12Lines } from "../../../../sidecar/formats/x12/source-lines.ts";
import { group, interchange, transaction } from "../../codecs/x12/builders.ts";
import { CLAIM_PAYMENT_SAMPLE, SET_SAMPLES } from "../../codecs/x12/set-samples.ts";

/** Returns the lines of a file of which no document is known, so that nothing but codes may be shown. */
function linesOf(code: string, id: string, body: readonly string[], version = "004010") {
  const bytes = interchange([group(id, version, [transaction(code, "0001", [...body])])]);
  const { lines } = x12Lines(bytes, () => "…", { start: 0, end: bytes.length });
  return lines.map(({ parts, depth, line }) => ({ parts, depth, line }));
}

const partsOf = (lines: ReturnType<typeof linesOf>, id: string) =>
  lines
    .find(({ parts }) => parts[0]?.text === id)
    ?.parts.map(({ text, name }) => [text, name && english(name)]);

const sample = (code: string) => SET_SAMPLES.find((each) => each.code === code)?.body ?? [];

describe("the source view of the sets without a mapping", () => {
  it("names quantities, levels and references, and shows only codes", () => {
    const lines = linesOf("856", "SH", sample("856"));
    expect(partsOf(lines, "SN1")).toEqual([
      ["SN1", undefined],
      ["1", "line"],
      ["24", "quantity shipped"],
      ["CA", "unit"],
      ["", undefined],
      ["24", "quantity"],
      ["CA", "unit"],
    ]);
    expect(partsOf(lines, "HL")?.slice(1)).toEqual([
      ["1", "level number"],
      ["", undefined],
      ["S", "level type"],
      ["…", undefined],
    ]);
    expect(partsOf(lines, "MAN")?.slice(1)).toEqual([
      ["GM", "number type"],
      ["…", "package number"],
    ]);
  });

  it("states the line of items of catalogues and receipts", () => {
    const catalogue = linesOf("832", "SC", sample("832"));
    expect(catalogue.filter(({ line }) => line === "2").map(({ parts }) => parts[0]?.text)).toEqual([
      "LIN",
      "PID",
      "CTP",
    ]);
    expect(linesOf("861", "RC", sample("861")).filter(({ line }) => line === "1")).toHaveLength(4);
  });

  it("shows no value of a payment of claims, not even dates, codes and amounts", () => {
    const lines = linesOf("835", "HP", CLAIM_PAYMENT_SAMPLE, "005010X221A1");
    const from = lines.findIndex(({ parts }) => parts[0]?.text === "BPR");
    const values = lines.slice(from, -3).flatMap(({ parts }) => parts.slice(1).map(({ text }) => text));
    expect(new Set(values)).toEqual(new Set(["", "…"]));
    expect(partsOf(lines, "CLP")?.[1]).toEqual(["…", "claim number"]);
  });
});
