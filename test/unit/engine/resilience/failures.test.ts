import { describe, expect, it } from "vitest";
import { isReasonCode, reasons } from "../../../../sidecar/documents/reason-codes.ts";
import { FAILURES, type FailureRule } from "../../../../sidecar/engine/resilience/failures.ts";
import { RETRY } from "../../../../sidecar/engine/resilience/retry.ts";

const rules: readonly (readonly [string, FailureRule])[] = Object.entries(FAILURES);

describe.each(rules)("the failure %s", (_kind, rule) => {
  it("has a readable reason", () => {
    expect(isReasonCode(rule.reason)).toBe(true);
  });

  it("is retried exactly when repeating can help, and names what it waits for", () => {
    const retried = rule.class === "transient" || rule.class === "ambiguous";
    expect("target" in rule).toBe(retried);
    if ("target" in rule) expect(RETRY[rule.target][rule.class].cap).toBeGreaterThan(0);
  });

  it("that becomes an exception has no temporary reason, and does not open a breaker", () => {
    if ("target" in rule) return;
    expect(reasons[rule.reason].retried).toBe(false);
    expect(rule.breaks).toBe(false);
  });
});
