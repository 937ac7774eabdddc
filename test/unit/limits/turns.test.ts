import { describe, expect, it } from "vitest";
import { createTurns } from "../../../sidecar/limits/turns.ts";

/** Work that begins when it is its turn, and ends when it is told to. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  const end = async (name: string) => {
    ends.get(name)?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

describe("turns", () => {
  it("let bodies in together up to a size, and the others in order", async () => {
    const { begun, work, end } = works();
    const inTurn = createTurns(100, 0);
    const done = [inTurn(60, work("a")), inTurn(40, work("b")), inTurn(70, work("c")), inTurn(10, work("d"))];
    await end("");
    expect(begun).toEqual(["a", "b"]);
    await end("b");
    expect(begun).toEqual(["a", "b"]);
    await end("a");
    expect(begun).toEqual(["a", "b", "c", "d"]);
    await end("c");
    await end("d");
    expect(await Promise.all(done)).toEqual(["a", "b", "c", "d"]);
  });

  it("let a body that is too large in alone, and a small one at any time", async () => {
    const { begun, work, end } = works();
    const inTurn = createTurns(100, 5);
    void inTurn(500, work("large"));
    void inTurn(6, work("next"));
    void inTurn(5, work("small"));
    await end("");
    expect(begun).toEqual(["small", "large"]);
    await end("large");
    expect(begun).toEqual(["small", "large", "next"]);
  });

  it("go on after work that failed", async () => {
    const inTurn = createTurns(100, 0);
    await expect(inTurn(100, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
    expect(await inTurn(100, async () => "stored")).toBe("stored");
  });
});
