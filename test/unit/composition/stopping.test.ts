import { describe, expect, it } from "vitest";
import {
  createLifecycle,
  endAll,
  LAST_RESORT_MS,
  STAGE_TIMEOUTS,
} from "../../../sidecar/composition/stopping.ts";
import { recordedLog } from "../../support/log.ts";

const never = () => new Promise<never>(() => {});

/** Ends stages. Returns what did not end, and the order of the ends. */
async function end(stages: readonly Readonly<Record<string, () => Promise<unknown>>>[]) {
  const ended: string[] = [];
  const log = recordedLog();
  const left = await endAll(
    stages.map((stage) => ({
      milliseconds: 20,
      endings: Object.entries(stage).map(([what, work]) => ({
        what,
        end: () => work().then(() => ended.push(what)),
      })),
    })),
    log,
  );
  return { left, ended, log };
}

describe("stopping", () => {
  it("takes less than fifteen seconds, whatever does not respond", () => {
    const all = Object.values(STAGE_TIMEOUTS).reduce((total, each) => total + each, 0);
    expect(all).toBeLessThan(LAST_RESORT_MS);
    expect(LAST_RESORT_MS).toBeLessThan(15_000);
  });

  it("ends stage after stage", async () => {
    const quick = async () => {};
    const { left, ended } = await end([{ a: quick, b: quick }, { c: quick }]);
    expect(left).toEqual([]);
    expect(ended).toEqual(["a", "b", "c"]);
  });

  it("abandons what does not end, logs it, and continues", async () => {
    const { left, ended, log } = await end([
      { doors: never, loops: async () => {} },
      { work: never },
      { journal: async () => {} },
    ]);
    expect(left).toEqual(["doors", "work"]);
    expect(ended).toEqual(["loops", "journal"]);
    expect(log.entries.map(({ level, fields }) => [level, fields])).toMatchObject([
      ["warn", { underWay: ["doors"] }],
      ["warn", { underWay: ["work"] }],
    ]);
  });

  it("treats a failing or throwing end as ended", async () => {
    const { left, log } = await end([
      {
        fails: () => Promise.reject(new Error("no")),
        throws: () => {
          throw new Error("at once");
        },
      },
    ]);
    expect(left).toEqual([]);
    expect(log.entries.map(({ fields }) => fields)).toMatchObject([{ what: "throws" }, { what: "fails" }]);
  });
});

describe("a started part", () => {
  it("ends in its own stage, whatever was started first", async () => {
    const ended: string[] = [];
    const lifecycle = createLifecycle(recordedLog());
    const end = (what: string) => async () => void ended.push(what);
    lifecycle.onStop("close", "the journal", end("the journal"));
    const loop = { stop: end("the relay"), nudge: () => {} };
    expect(lifecycle.runs("report", "the relay", loop)).toBe(loop);
    lifecycle.onStop("finish", "the queues", end("the queues"));
    lifecycle.onStop("stop accepting", "HTTP", end("HTTP"));
    expect(await lifecycle.stop()).toEqual([]);
    expect(ended).toEqual(["HTTP", "the queues", "the relay", "the journal"]);
  });
});
