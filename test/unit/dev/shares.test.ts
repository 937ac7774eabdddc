import { describe, expect, it } from "vitest";
import { sharesOf } from "../../../dev/test-steps/shares.ts";

const byItself = (weight: number) => weight;

describe("shares", () => {
  it("are about equally heavy, and contain each item once", () => {
    const shares = sharesOf([13, 268, 135, 2, 39, 201], byItself, 2);
    expect(shares).toEqual([
      [268, 39, 13, 2],
      [201, 135],
    ]);
  });

  it("are as many as there are items, if there are fewer items than groups", () => {
    expect(sharesOf([5], byItself, 2)).toEqual([[5]]);
    expect(sharesOf([], byItself, 2)).toEqual([]);
  });

  it("contain items without weight too", () => {
    expect(sharesOf([0, 0, 7], byItself, 2).flat().sort()).toEqual([0, 0, 7]);
  });
});
