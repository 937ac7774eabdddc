import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { registries } from "../../../sidecar/composition/registries.ts";
import { readSettings } from "../../../sidecar/config/read.ts";
import type { Database } from "../../../sidecar/journal/database.ts";
import type { Journal } from "../../../sidecar/journal/journal.ts";
import { type CrashPoint, withCrashPoints } from "../../../sidecar/testing/crash-points.ts";
import { testHooks } from "../../../sidecar/testing/hooks.ts";
import { recordedLog } from "../../support/log.ts";

const problemsOf = (environment: Record<string, string>) =>
  readSettings(environment, registries)
    .problems.filter(({ name }) => name.startsWith("SUTURE_TEST_"))
    .map(({ name, message }) => `${name} ${message}`);

describe("test hooks", () => {
  it("are not settings: a sidecar with one of them does not start", () => {
    expect(problemsOf({ SUTURE_TEST_CRASH_POINT: "ack:before:1" })).toEqual([
      "SUTURE_TEST_CRASH_POINT is not a setting of the sidecar",
    ]);
    expect(problemsOf({ SUTURE_TEST_HOOKS: "yes", SUTURE_TEST_EVENT_LOOP: "/tmp/x" })).toHaveLength(2);
  });

  it("are accepted when they are switched on, and only known ones", () => {
    expect(problemsOf({ SUTURE_TEST_HOOKS: "on", SUTURE_TEST_CRASH_POINT: "ack:before:1" })).toEqual([]);
    expect(problemsOf({ SUTURE_TEST_HOOKS: "on", SUTURE_TEST_OTHER: "1" })).toHaveLength(1);
  });

  it("refuse an unknown crash point, because it would never be reached", () => {
    for (const wish of ["nowhere:1", "ack:before", "ack:before:0", "ack:before:x"])
      expect(() =>
        testHooks({ SUTURE_TEST_HOOKS: "on", SUTURE_TEST_CRASH_POINT: wish }, recordedLog()),
      ).toThrow(/must name a crash point/);
  });
});

describe("crash points", () => {
  it("are before and after the commit of a journal operation, and nowhere else", async () => {
    const passed: string[] = [];
    const hooks = withCrashPoints((point: CrashPoint) => void passed.push(point));
    const alone = async (text: string) => void passed.push(text);
    const pool = Object.assign(new EventEmitter(), { query: alone });
    const client = { query: async (text: string) => void passed.push(text) };
    hooks.database(pool as unknown as Database);
    pool.emit("connect", client);
    const work = async () => {
      for (const statement of ["begin", "insert", "commit"]) await client.query(statement);
    };
    const journal = hooks.journal({
      settle: work,
      dismiss: work,
      insertMessages: () => pool.query("insert alone"),
    } as unknown as Journal);
    await journal.settle([], []);
    expect(passed).toEqual(["begin", "insert", "settle-commit:before", "commit", "settle-commit:after"]);
    passed.length = 0;
    await journal.dismiss("", "", "");
    expect(passed).toEqual(["begin", "insert", "commit"]);
    passed.length = 0;
    await journal.insertMessages([]);
    expect(passed).toEqual(["inbox-commit:before", "insert alone", "inbox-commit:after"]);
  });
});
