import { describe, expect, test } from "vitest";
import { gather } from "../../../sidecar/journal/gather.ts";

/** Runs that last until the test ends them. */
function steered(takes = (inputs: readonly number[]) => inputs.length) {
  const runs: {
    inputs: readonly number[];
    end: (outputs: (string | Promise<string>)[]) => void;
    fail: () => void;
  }[] = [];
  const call = gather<number, string>(
    (inputs) =>
      new Promise((resolve, reject) => {
        runs.push({ inputs, end: resolve, fail: () => reject(new Error("failed")) });
      }),
    takes,
  );
  return { call, runs };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("calls gathered into runs", () => {
  test("a single call runs immediately; those that arrive meanwhile share the next run", async () => {
    const { call, runs } = steered();
    const answers = [call(1), call(2), call(3)];
    expect(runs.map(({ inputs }) => inputs)).toEqual([[1]]);
    runs[0]?.end(["one"]);
    await settled();
    expect(runs[1]?.inputs).toEqual([2, 3]);
    runs[1]?.end(["two", "three"]);
    expect(await Promise.all(answers)).toEqual(["one", "two", "three"]);
  });

  test("a run has the given size, and at least one call", async () => {
    const { call, runs } = steered(() => 0);
    const answers = [call(1), call(2), call(3)];
    for (const [index, word] of ["one", "two", "three"].entries()) {
      runs[index]?.end([word]);
      await settled();
    }
    expect(runs.map(({ inputs }) => inputs)).toEqual([[1], [2], [3]]);
    expect(await Promise.all(answers)).toEqual(["one", "two", "three"]);
  });

  test("a failed run fails its own calls; the next ones continue", async () => {
    const { call, runs } = steered();
    const [first, second] = [call(1), call(2)];
    const failure = expect(first).rejects.toThrow("failed");
    runs[0]?.fail();
    await failure;
    runs[1]?.end(["two"]);
    expect(await second).toBe("two");
  });

  test("an output that is pending, or fails, affects only its own call", async () => {
    const { call, runs } = steered();
    const [first, second, third] = [call(1), call(2), call(3)];
    runs[0]?.end(["one"]);
    await settled();
    const failure = expect(second).rejects.toThrow("its own");
    runs[1]?.end([Promise.reject(new Error("its own")), "three"]);
    await failure;
    expect(await Promise.all([first, third])).toEqual(["one", "three"]);
  });
});
