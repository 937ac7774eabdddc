import { describe, expect, it } from "vitest";
import { useStoppable } from "./stoppable.ts";

const { running, stopped } = useStoppable();

describe("a stopping sidecar", () => {
  it.each(["stall", "refuse"] as const)("while the broker does not respond (%s)", async (how) => {
    const test = await running();
    test.amqp[how]();
    expect(await stopped(test)).not.toBeNull();
  });
});
