import { describe, expect, it } from "vitest";
import { createGate } from "../../../../sidecar/engine/resilience/gate.ts";

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a gate", () => {
  it("admits up to its limit, and the others in order as places become free", async () => {
    const gate = createGate(2);
    const inside: number[] = [];
    const leaves: (() => void)[] = [];
    for (let index = 0; index < 5; index += 1)
      void gate.enter().then((leave) => {
        inside.push(index);
        leaves.push(leave);
      });
    await settled();
    expect([inside, gate.running(), gate.waiting()]).toEqual([[0, 1], 2, 3]);
    leaves[1]?.();
    await settled();
    expect([inside, gate.running(), gate.waiting()]).toEqual([[0, 1, 2], 2, 2]);
    for (let index = 0; index < 5; index += 1) {
      leaves[index]?.();
      await settled();
    }
    expect([inside, gate.running(), gate.waiting()]).toEqual([[0, 1, 2, 3, 4], 0, 0]);
  });

  it("frees one place per caller, however often it leaves", async () => {
    const gate = createGate(1);
    const leave = await gate.enter();
    const inside: number[] = [];
    void gate.enter().then(() => inside.push(1));
    void gate.enter().then(() => inside.push(2));
    leave();
    leave();
    await settled();
    expect(inside).toEqual([1]);
    expect(gate.running()).toBe(1);
  });
});
