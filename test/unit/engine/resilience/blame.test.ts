import { describe, expect, it } from "vitest";
import { createWitness, isToBlame } from "../../../../sidecar/engine/resilience/blame.ts";

const MINUTE_MS = 60_000;

function witness() {
  let now = Date.parse("2026-11-20T10:00:00Z");
  const made = createWitness(() => new Date(now));
  const later = (minutes: number) => {
    now += minutes * MINUTE_MS;
  };
  return { ...made, later };
}

describe("the fate of the others", () => {
  it("quiet: there were no others", () => {
    const { failedAlone, others } = witness();
    failedAlone("a");
    expect(others("a")).toBe("quiet");
  });

  it("steady: others succeed", () => {
    const { passed, failedAlone, others } = witness();
    passed(["b"]);
    failedAlone("a");
    expect(others("a")).toBe("steady");
  });

  it("shaky: one that failed alone has succeeded since", () => {
    const { passed, failedAlone, others } = witness();
    failedAlone("b");
    failedAlone("a");
    passed(["b", "c"]);
    expect(others("a")).toBe("shaky");
  });

  it("down: others fail too, and none succeeds", () => {
    const { passed, failedAlone, others } = witness();
    passed([]);
    failedAlone("b");
    failedAlone("a");
    expect(others("a")).toBe("down");
  });

  it("is forgotten after five minutes", () => {
    const { passed, failedAlone, others, later } = witness();
    failedAlone("b");
    passed(["b"]);
    failedAlone("c");
    later(6);
    failedAlone("a");
    expect(others("a")).toBe("quiet");
  });
});

describe("a document is to blame", () => {
  it.each([
    ["steady", 3],
    ["shaky", 12],
    ["quiet", 12],
  ] as const)("while it is %s, after failing alone %i times", (others, times) => {
    expect(isToBlame(times - 1, others)).toBe(false);
    expect(isToBlame(times, others)).toBe(true);
  });

  it("never while nothing succeeds", () => {
    expect(isToBlame(1000, "down")).toBe(false);
  });
});
