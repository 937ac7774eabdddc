import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { type JournalClock, startJournalClock } from "../../../../sidecar/engine/upkeep/journal-clock.ts";
import { recordedLog } from "../../../support/log.ts";

const JOURNAL = Date.parse("2026-11-20T10:00:00Z");
const DAY_MS = 86_400_000;

const started: JournalClock[] = [];
afterEach(() => Promise.all(started.splice(0).map((clock) => clock.stop())));

/** A journal and a host whose clocks the test sets and advances. */
async function clocks(given: { ahead?: number; answerMs?: number } = {}) {
  const log = recordedLog();
  let passed = 0;
  let ahead = given.ahead ?? 0;
  let answerMs = given.answerMs ?? 0;
  let asked = 0;
  const journal = {
    time: async () => {
      asked += 1;
      passed += answerMs / 2;
      const at = new Date(JOURNAL + passed);
      passed += answerMs / 2;
      return at;
    },
  };
  const clock = await startJournalClock({
    journal,
    log,
    local: () => JOURNAL + passed + ahead,
    steady: () => passed,
  });
  started.push(clock);
  return {
    clock,
    log,
    pass: (ms: number) => {
      passed += ms;
    },
    moveLocal: (ms: number) => {
      ahead = ms;
    },
    slowDown: (ms: number) => {
      answerMs = ms;
    },
    compare: async () => {
      const before = asked;
      await eventually("the clocks are compared", () => {
        clock.nudge();
        return asked > before + 1;
      });
    },
  };
}

describe("the time", () => {
  it.each([0, 3600_000, 5 * DAY_MS, -DAY_MS])(
    "is the journal's, with a machine that is %i ms ahead",
    async (ahead) => {
      const { clock, pass } = await clocks({ ahead });
      pass(90_000);
      expect(clock.now()).toEqual(new Date(JOURNAL + 90_000));
      expect(clock.drift()).toBe(ahead);
    },
  );

  it("remains the journal's when the host's clock is set", async () => {
    const { clock, pass, moveLocal } = await clocks();
    moveLocal(5 * DAY_MS);
    pass(1000);
    expect(clock.now()).toEqual(new Date(JOURNAL + 1000));
    expect(clock.isSure()).toBe(false);
  });

  it("accounts for half of the round trip to the journal", async () => {
    const { clock } = await clocks({ answerMs: 800 });
    expect(clock.drift()).toBe(0);
  });

  it("is not set by a slow answer", async () => {
    const { clock, slowDown, compare, pass } = await clocks();
    slowDown(61_000);
    await compare();
    pass(1000);
    expect(clock.isSure()).toBe(false);
  });
});

describe("a certain time", () => {
  it.each([
    [0, true],
    [4999, true],
    [-4999, true],
    [6000, false],
    [-6000, false],
    [2 * DAY_MS, false],
  ])("%i ms ahead: %s", async (ahead, sure) => {
    expect((await clocks({ ahead })).clock.isSure()).toBe(sure);
  });

  it("must have been compared within a minute", async () => {
    const { clock, pass, compare } = await clocks();
    pass(61_000);
    expect(clock.isSure()).toBe(false);
    await compare();
    expect(clock.isSure()).toBe(true);
  });

  it("is logged once when it is lost, and once when it is restored", async () => {
    const { log, moveLocal, compare } = await clocks();
    moveLocal(DAY_MS);
    await compare();
    await compare();
    moveLocal(0);
    await compare();
    expect(log.entries.map(({ message }) => message.slice(0, 37))).toEqual([
      "this host's clock differs from the jo",
      "this host's clock agrees with the jou",
    ]);
  });
});
