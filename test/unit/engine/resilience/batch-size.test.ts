import { describe, expect, it } from "vitest";
import { createBatchSize } from "../../../../sidecar/engine/resilience/batch-size.ts";

const quick = (documents: number) => ({ documents, milliseconds: 10, failed: false });
const slow = (documents: number) => ({ documents, milliseconds: 1001, failed: false });
const failed = (documents: number) => ({ documents, milliseconds: 10, failed: true });

describe("the size of a batch", () => {
  it("grows by steps while full calls are quick, up to the largest", () => {
    const size = createBatchSize(50, 1000);
    const sizes = Array.from({ length: 8 }, () => {
      size.report(quick(size.current()));
      return size.current();
    });
    expect(sizes).toEqual([25, 30, 35, 40, 45, 50, 50, 50]);
  });

  it("halves after a call that failed or was slow, and never goes below one", () => {
    const size = createBatchSize(20, 1000);
    size.report(slow(20));
    expect(size.current()).toBe(10);
    size.report(failed(10));
    expect(size.current()).toBe(5);
    for (let index = 0; index < 5; index += 1) size.report(slow(size.current()));
    expect(size.current()).toBe(1);
  });

  it("falls to the size that failed, if that was smaller", () => {
    const size = createBatchSize(50, 1000);
    size.report(slow(8));
    expect(size.current()).toBe(4);
  });

  it("does not change after calls that were not full, in between, or of one document", () => {
    const size = createBatchSize(50, 1000);
    for (const call of [quick(3), { documents: 20, milliseconds: 700, failed: false }, failed(1), slow(1)])
      size.report(call);
    expect(size.current()).toBe(20);
  });

  it("recovers after a batch that was too large", () => {
    const size = createBatchSize(20, 1000);
    size.report(failed(20));
    for (let index = 0; index < 5; index += 1) size.report(quick(size.current()));
    expect(size.current()).toBe(20);
  });

  it("grows in small steps from a low size", () => {
    const size = createBatchSize(50, 1000);
    for (let index = 0; index < 6; index += 1) size.report(slow(size.current()));
    const sizes = Array.from({ length: 8 }, () => {
      size.report(quick(size.current()));
      return size.current();
    });
    expect(sizes).toEqual([2, 3, 4, 6, 9, 13, 18, 23]);
  });

  it.each([1, 2, 7])("starts within its limit of %i", (largest) => {
    expect(createBatchSize(largest, 1000).current()).toBe(largest);
  });
});
