import { afterAll, describe, expect, it, vi } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { threadedReading } from "../../../sidecar/reading/threads.ts";
import { createWorker, TaskLost } from "../../../sidecar/reading/worker.ts";
import { readingOf } from "../../support/reading.ts";

// Starting a thread takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const SCRIPT = new URL("../../support/reckless-thread.ts", import.meta.url);
const large = new Uint8Array(100_000);

describe("a thread that reads", () => {
  const worker = createWorker<string>(SCRIPT, {}, { megabytes: 32, seconds: 60 });
  afterAll(() => worker.close());

  it("returns results in the order of the requests", async () => {
    const results = await Promise.all(["a", "b", "c"].map((task) => worker.run<object>(task)));
    expect(results).toEqual([{ did: "a" }, { did: "b" }, { did: "c" }]);
  });

  it("is ended by a task that needs too much memory, and the next task gets another thread", async () => {
    const greedy = worker.run("hoard");
    const after = worker.run<object>("after");
    await expect(greedy).rejects.toThrow(TaskLost);
    await expect(greedy).rejects.toThrow("memory");
    expect(await after).toEqual({ did: "after" });
  });

  it("is ended by a task that exits it", async () => {
    await expect(worker.run("exit")).rejects.toThrow(TaskLost);
    expect(await worker.run<object>("after")).toEqual({ did: "after" });
  });

  it("reports an error of a task for that task", async () => {
    await expect(worker.run("throw")).rejects.toThrow("thrown there");
    await expect(worker.run("throw")).rejects.not.toThrow(TaskLost);
  });
});

describe("a thread without tasks", () => {
  const worker = createWorker<string>(SCRIPT, {}, { megabytes: 32, seconds: 60, idleMs: 20 });
  afterAll(() => worker.close());
  /** The thread counts its tasks from 1. */
  const countOf = async () => ((await worker.run<{ did: number }>("count")) as { did: number }).did;

  it("ends, and is started again for the next task", async () => {
    expect(await countOf()).toBe(1);
    await eventually("another thread runs the task", async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return (await countOf()) === 1;
    });
  });

  it("does not end while it is kept", async () => {
    const free = worker.keep();
    const before = await countOf();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await countOf()).toBe(before + 1);
    free();
    free();
    await eventually("another thread runs the task", async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return (await countOf()) === 1;
    });
  });
});

describe("a task without end", () => {
  const worker = createWorker<string>(SCRIPT, {}, { megabytes: 32, seconds: 1 });
  afterAll(() => worker.close());

  it("is given up", async () => {
    await expect(worker.run("forever")).rejects.toThrow("time");
  });

  it("is given up without a result when the thread is closed", async () => {
    const closing = createWorker<string>(SCRIPT, {}, { megabytes: 32, seconds: 600 });
    await closing.run("first");
    const given = closing.run("forever").catch((error: unknown) => error);
    await Promise.resolve();
    await closing.close();
    expect(await given).toBeInstanceOf(Error);
    expect(await given).not.toBeInstanceOf(TaskLost);
  });
});

describe("a body that crashes its thread", () => {
  const limits = { megabytes: 32, seconds: 60 };
  const reading = threadedReading(readingOf([]), { pseudonymSecret: "" }, limits, SCRIPT);
  afterAll(() => reading.close());

  it("is stored as unreadable, which its sender learns", async () => {
    const { format, parts } = await reading.cut(large, "exit");
    expect(format).toBeNull();
    expect(parts).toEqual([
      { start: 0, end: large.length, identity: null, unreadable: { term: "reading.too-demanding" } },
    ]);
  });

  it("becomes an exception when it was accepted", async () => {
    const context = { connection: {} as never, duplicateOfOther: false };
    const { problem, documents } = await reading.decode("x12", large, context);
    expect(problem).toMatchObject({ code: "LIMIT_EXCEEDED" });
    expect(documents).toEqual([]);
  });

  it("is answered as an unreadable frame", async () => {
    expect(await reading.addressees(large, "production")).toEqual([]);
  });
});
