import { describe, expect, test } from "vitest";
import { knownX12Units, unitFromX12, unitToX12 } from "../../../../../sidecar/formats/x12/values/units.ts";

describe("units (X12 355 ↔ UN/ECE Rec 20 and 21)", () => {
  test.each([
    ["EA", "C62"],
    ["BX", "BX"],
    ["CA", "CS"],
    ["CT", "CT"],
    ["PK", "PK"],
    ["BO", "BO"],
    ["VI", "VI"],
    ["DZ", "DZN"],
    ["LB", "LBR"],
    ["RL", "RO"],
    ["SH", "ST"],
    ["ea", "C62"],
  ])("X12 %s is Rec %s", (x12, recommendation) => {
    expect(unitFromX12(x12)).toBe(recommendation);
  });

  test.each(["CS", "BT", "RO", "GL", "PA", "ZZ", "", "toString", "__proto__"])(
    "X12 %s is never guessed",
    (code) => {
      expect(unitFromX12(code)).toBeUndefined();
    },
  );

  test.each([
    ["C62", "EA"],
    ["EA", "EA"],
    ["XBX", "BX"],
    ["CS", "CA"],
    ["ST", "SH"],
    ["SET", "ST"],
  ])("Rec %s is written as X12 %s", (recommendation, x12) => {
    expect(unitToX12(recommendation)).toBe(x12);
  });

  test.each(["CA", "QQ", "", "X"])("Rec %s has no X12 unit", (code) => {
    expect(unitToX12(code)).toBeUndefined();
  });

  test.each([...knownX12Units])("X12 %s is preserved by writing and reading", (code) => {
    expect(unitToX12(unitFromX12(code) ?? "")).toBe(code);
  });
});
