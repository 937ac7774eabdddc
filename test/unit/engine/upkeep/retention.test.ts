import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { retainedAs } from "../../../../sidecar/engine/model/retained-as.ts";
import type { RetentionTask } from "../../../../sidecar/engine/ports/journal/upkeep.ts";
import { retentionTasks, startRetention } from "../../../../sidecar/engine/upkeep/retention.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import { asJournalFailure } from "../../../../sidecar/journal/failures.ts";
import { recordedLog } from "../../../support/log.ts";
import { tinyFlow } from "../../../support/tiny.ts";

const DAYS = {
  clinicalBodies: 90,
  unclaimed: 180,
  deliveries: 2555,
  events: 30,
  rejections: 90,
  steps: 400,
  keys: 4015,
};

const short = tinyFlow({ code: "short", retentionDays: 100 });
const long = tinyFlow({ code: "long", retentionDays: 1000 });
const clinical = tinyFlow({ code: "clinical", retentionDays: 500, sensitivity: "clinical" });

describe("the retention period", () => {
  const tasks = retentionTasks([short, long, clinical], DAYS);
  const of = (what: string) =>
    tasks.flatMap((task) => (task.what === what && "flow" in task ? [[task.flow, task.days]] : []));

  it("is what the flow declares; raw messages of clinical flows are deleted earlier", () => {
    expect(of("bodies")).toEqual([
      ["short", 100],
      ["long", 1000],
      ["clinical", 90],
      ["", 180],
    ]);
    expect(of("contents")).toEqual([
      ["short", 100],
      ["long", 1000],
      ["clinical", 500],
      ["", 180],
    ]);
  });

  it("never lengthens what a clinical flow declares", () => {
    const [first] = retentionTasks([clinical], { ...DAYS, clinicalBodies: 9999 });
    expect(first).toEqual({ what: "bodies", flow: "clinical", days: 500 });
  });

  it("deletes rows last, documents before their messages", () => {
    expect(tasks.map(({ what }) => what).slice(-3)).toEqual(["steps", "documents", "messages"]);
  });

  it("has a rule for every flow", () => {
    const ruled = new Set(retentionTasks(flows, DAYS).flatMap((task) => ("flow" in task ? [task.flow] : [])));
    expect(ruled).toEqual(new Set([...flows.map(({ code }) => code), ""]));
  });
});

describe("the flow whose rule applies to a message", () => {
  it.each([
    [["short", "long"], "long"],
    [["short", "long", "clinical"], "clinical"],
    [["short", null], "short"],
    [[null], ""],
    [[], ""],
    [["unknown"], ""],
  ])("of documents of %j is %j", (taken, expected) => {
    const documents = taken.map((flow) => ({ flow }));
    expect(retainedAs([short, long, clinical], documents)).toBe(expected);
  });
});

describe("the loop", () => {
  /** A journal with this number of rows for each task. */
  function run(rows: number, given: { taken?: boolean; isTimeSure?: boolean } = {}) {
    const left = new Map<string, number>();
    const batches: [string, number][] = [];
    const tasks: RetentionTask[] = [
      { what: "events", days: 1 },
      { what: "rejections", days: 1 },
    ];
    const log = recordedLog();
    const loop = startRetention({
      isTimeSure: () => given.isTimeSure ?? true,
      journal: {
        retainOnce: async ({ what }, limit) => {
          if (given.taken) {
            batches.push([what, -1]);
            return null;
          }
          const now = left.get(what) ?? rows;
          const done = Math.min(limit, now);
          left.set(what, now - done);
          batches.push([what, done]);
          return done;
        },
      },
      tasks,
      log,
      batch: 10,
      pauseMs: 0,
    });
    return { loop, batches, log };
  }

  it("runs each task in batches until nothing is left", async () => {
    const { loop, batches, log } = run(25);
    await eventually("both tasks are done", async () => batches.length >= 6);
    await loop.stop();
    expect(batches).toEqual([
      ["events", 10],
      ["events", 10],
      ["events", 5],
      ["rejections", 10],
      ["rejections", 10],
      ["rejections", 5],
    ]);
    expect(log.entries.map(({ fields }) => (fields as { rows?: number }).rows)).toEqual([25, 25]);
  });

  it("skips a task that another sidecar runs", async () => {
    const { loop, batches } = run(25, { taken: true });
    await eventually("both tasks were tried", async () => batches.length >= 2);
    await loop.stop();
    expect(batches).toEqual([
      ["events", -1],
      ["rejections", -1],
    ]);
  });

  it("deletes nothing while the clock is uncertain", async () => {
    const { loop, batches } = run(25, { isTimeSure: false });
    loop.nudge();
    await loop.stop();
    expect(batches).toEqual([]);
  });

  it("stops between two batches", async () => {
    const { loop, batches } = run(1_000_000);
    await eventually("it is at work", async () => batches.length >= 2);
    await loop.stop();
    expect(batches.length).toBeLessThan(200_000);
  });
});

describe("a deletion that the journal refuses", () => {
  it("does not prevent other deletions", async () => {
    const asked: string[] = [];
    const log = recordedLog();
    const loop = startRetention({
      isTimeSure: () => true,
      journal: {
        retainOnce: async ({ what }) => {
          asked.push(what);
          if (what === "events")
            throw asJournalFailure(Object.assign(new Error("still referred to"), { code: "23503" }));
          return 0;
        },
      },
      tasks: [
        { what: "events", days: 1 },
        { what: "rejections", days: 1 },
      ],
      log,
    });
    await eventually("all were asked for", () => asked.includes("rejections"));
    await loop.stop();
    expect(asked).toEqual(["events", "rejections"]);
    expect(log.entries).toMatchObject([{ level: "error", fields: { what: "events", days: 1 } }]);
  });
});
