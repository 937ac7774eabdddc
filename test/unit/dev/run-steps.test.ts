import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runSteps } from "../../../dev/test-steps/run-steps.ts";
import { ONE_FAILED, ONE_PASSED, type Step } from "../../../dev/test-steps/step.ts";

const step = (title: string, run: Step["run"]): Step => ({ title, run });

describe("runSteps", () => {
  beforeEach(() => {
    vi.spyOn(console, "log").mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test("runs steps in order, even after a failure", async () => {
    const ran: string[] = [];
    const report = await runSteps([
      step("first", async () => {
        ran.push("first");
        return ONE_FAILED;
      }),
      step("second", async () => {
        ran.push("second");
        throw new Error("broken");
      }),
      step("third", async () => {
        ran.push("third");
        return ONE_PASSED;
      }),
    ]);
    expect(ran).toEqual(["first", "second", "third"]);
    expect(report.failures).toEqual(["first", "second"]);
    expect(report.counts).toMatchObject({ passed: 1, failed: 2 });
  });

  test("runs steps side by side, waits for all of them, and counts each", async () => {
    let release = () => {};
    const started = new Promise<void>((resolve) => {
      release = resolve;
    });
    // The first step ends only after the second one has begun.
    const report = await runSteps([
      [
        step("waits", async () => {
          await started;
          return ONE_FAILED;
        }),
        step("begins", async () => {
          release();
          return ONE_PASSED;
        }),
      ],
      step("after both", async () => ONE_PASSED),
    ]);
    expect(report.failures).toEqual(["waits"]);
    expect(report.counts).toMatchObject({ passed: 2, failed: 1 });
  });
});
