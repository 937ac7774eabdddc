import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { type Loop, startLoop } from "../../../../sidecar/engine/resilience/loop.ts";
import { recordedLog } from "../../../support/log.ts";

const AN_HOUR = 3_600_000;

/** A task whose runs the test ends one by one. */
function manualWork() {
  const ends: ((outcome: "more" | "idle") => void)[] = [];
  let runs = 0;
  return {
    runs: () => runs,
    work: () => {
      runs += 1;
      return new Promise<"more" | "idle">((resolve) => ends.push(resolve));
    },
    async end(outcome: "more" | "idle") {
      (await eventually("a run", () => ends.shift()))(outcome);
    },
  };
}

const reaches = (work: { runs(): number }, count: number) =>
  eventually(`run ${count}`, () => work.runs() >= count);

describe("a loop", () => {
  it("runs immediately, again after the interval, and not after it was stopped", async () => {
    let runs = 0;
    const work = async () => {
      runs += 1;
      return "idle" as const;
    };
    const loop = startLoop("test", 1, work, recordedLog());
    expect(runs).toBe(1);
    await eventually("more runs", () => runs > 3);
    await loop.stop();
    const atStop = runs;
    loop.nudge();
    await loop.stop();
    expect(runs).toBe(atStop);
  });

  it("runs again immediately while there is more, and then pauses", async () => {
    const manual = manualWork();
    const loop = startLoop("test", AN_HOUR, manual.work, recordedLog());
    await manual.end("more");
    await reaches(manual, 2);
    await manual.end("idle");
    loop.nudge();
    await reaches(manual, 3);
    await manual.end("idle");
    await loop.stop();
    expect(manual.runs()).toBe(3);
  });

  it("a nudge during a run is not lost", async () => {
    const manual = manualWork();
    const loop = startLoop("test", AN_HOUR, manual.work, recordedLog());
    await reaches(manual, 1);
    loop.nudge();
    loop.nudge();
    await manual.end("idle");
    await reaches(manual, 2);
    await manual.end("idle");
    await loop.stop();
    expect(manual.runs()).toBe(2);
  });

  it("stopping waits for the current run", async () => {
    const manual = manualWork();
    const loop: Loop = startLoop("test", AN_HOUR, manual.work, recordedLog());
    await reaches(manual, 1);
    const order: string[] = [];
    const stopped = loop.stop().then(() => order.push("stopped"));
    await new Promise(setImmediate);
    order.push("run ends");
    await manual.end("more");
    await stopped;
    expect(order).toEqual(["run ends", "stopped"]);
    expect(manual.runs()).toBe(1);
  });

  it("continues after a failed run, and logs it", async () => {
    const log = recordedLog();
    let runs = 0;
    const loop = startLoop(
      "journal-watch",
      1,
      async () => {
        runs += 1;
        if (runs === 1) throw new Error("journal away");
        return "idle";
      },
      log,
    );
    await eventually("another run", () => runs > 1);
    await loop.stop();
    expect(log.entries).toMatchObject([
      { level: "warn", fields: { loop: "journal-watch", error: "Error: journal away" } },
    ]);
  });
});
