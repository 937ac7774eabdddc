import { describe, expect, it } from "vitest";
import { createBreaker } from "../../../sidecar/engine/breaker.ts";

describe("the breaker", () => {
  it.each([
    ["", false, []],
    ["s", false, []],
    ["f", true, ["open"]],
    ["ff", true, ["open"]],
    ["fs", false, ["open", "close"]],
    ["fss", false, ["open", "close"]],
    ["fsffs", false, ["open", "close", "open", "close"]],
  ])("after %j (f: failed, s: succeeded) is open: %s, and told it once each time", (calls, open, told) => {
    const heard: string[] = [];
    const breaker = createBreaker(
      () => heard.push("open"),
      () => heard.push("close"),
    );
    for (const call of calls) call === "f" ? breaker.failed() : breaker.succeeded();
    expect(breaker.isOpen()).toBe(open);
    expect(heard).toEqual(told);
  });

  it("is closed already when it tells so: what waits may go on at once", () => {
    const seen: boolean[] = [];
    const breaker = createBreaker(
      () => {},
      () => seen.push(breaker.isOpen()),
    );
    breaker.failed();
    breaker.succeeded();
    expect(seen).toEqual([false]);
  });
});
