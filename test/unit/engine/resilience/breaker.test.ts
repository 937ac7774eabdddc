import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Circuit } from "../../../../sidecar/engine/records.ts";
import {
  answered,
  BREAKERS,
  closedCircuit,
  createBreaker,
  failed,
} from "../../../../sidecar/engine/resilience/breaker.ts";

const policy = {
  consecutive: 3,
  window: 10,
  share: 0.5,
  probe: { base: 10, cap: 60 },
  longestRetryAfter: 300,
};
const start = new Date("2026-11-20T10:00:00Z");
const at = (seconds: number) => new Date(start.getTime() + seconds * 1000);

/** A breaker with a clock that the test advances, the longest jitter, and the reported changes. */
function watched(random = 1) {
  const changes: string[] = [];
  const time = { now: start };
  const breaker = createBreaker({
    policy,
    clock: () => time.now,
    random: () => random,
    onOpen: () => changes.push("open"),
    onClose: () => changes.push(`close, open: ${breaker.isOpen()}`),
  });
  const call = (outcome: string) => (outcome === "f" ? breaker.failed() : breaker.succeeded());
  return { breaker, changes, time, calls: (outcomes: string) => [...outcomes].forEach(call) };
}

describe("the breaker", () => {
  it.each([
    ["", "closed", []],
    ["ffsff", "closed", []],
    ["fff", "open", ["open"]],
    ["ffff", "open", ["open"]],
    ["fffs", "closed", ["open", "close, open: false"]],
    ["fffsfff", "open", ["open", "close, open: false", "open"]],
    ["ffsffsffs", "closed", []],
    ["ffsffsffsf", "open", ["open"]],
    ["sssssssssffsffsff", "open", ["open"]],
    ["fsssfsssfsssfsssfsss", "closed", []],
  ])("after %j (f: failed, s: succeeded) is %s, and reports each change once", (outcomes, state, changes) => {
    const test = watched();
    test.calls(outcomes);
    expect(test.breaker.state()).toBe(state);
    expect(test.changes).toEqual(changes);
  });

  it("permits one probe when it is due, and no second one meanwhile", () => {
    const { breaker, time, calls } = watched();
    calls("fff");
    expect(breaker.admit()).toBeNull();
    time.now = at(10);
    const probe = breaker.admit();
    expect(probe).not.toBeNull();
    expect([breaker.state(), breaker.isOpen(), breaker.admit()]).toEqual(["half-open", true, null]);
    probe?.answered();
    expect([breaker.state(), breaker.openSince()]).toEqual(["closed", null]);
  });

  it("waits longer after each failed probe, up to the cap, and remembers when it opened", () => {
    const { breaker, time, calls } = watched();
    calls("fff");
    const waits: number[] = [];
    for (let probe = 0; probe < 5; probe += 1) {
      const from = time.now.getTime();
      while (breaker.state() === "open") {
        const pass = breaker.admit();
        if (pass) {
          waits.push((time.now.getTime() - from) / 1000);
          pass.failed();
          break;
        }
        time.now = new Date(time.now.getTime() + 1000);
      }
    }
    expect(waits).toEqual([10, 20, 40, 60, 60]);
    expect(breaker.openSince()).toEqual(start);
  });

  it("spreads its probes over time", () => {
    const [early, late] = [watched(0.1), watched(0.9)];
    for (const { calls, time } of [early, late]) {
      calls("fff");
      time.now = at(5);
    }
    expect(early.breaker.admit()).not.toBeNull();
    expect(late.breaker.admit()).toBeNull();
  });

  it("ignores calls that began before it opened and fail late", () => {
    const { breaker, time, calls } = watched();
    const straggler = breaker.admit();
    calls("fff");
    straggler?.failed();
    time.now = at(10);
    const probe = breaker.admit();
    breaker.failed();
    expect([breaker.state(), breaker.admit()]).toEqual(["half-open", null]);
    probe?.answered();
    expect(breaker.state()).toBe("closed");
  });

  it("closes at a late success, and the probe's own outcome then changes nothing", () => {
    const { breaker, time, calls, changes } = watched();
    calls("fff");
    time.now = at(10);
    const probe = breaker.admit();
    breaker.succeeded();
    probe?.failed();
    expect(breaker.state()).toBe("closed");
    expect(changes).toEqual(["open", "close, open: false"]);
  });

  it("permits another probe when one was dropped without a result", () => {
    const { breaker, time, calls } = watched();
    calls("fff");
    time.now = at(10);
    breaker.admit()?.dropped();
    expect(breaker.state()).toBe("open");
    expect(breaker.admit()).not.toBeNull();
  });

  it("opens immediately at a Retry-After, and does not call the target before, within a limit", () => {
    const { breaker, time } = watched(0);
    breaker.failed(120);
    expect(breaker.isOpen()).toBe(true);
    time.now = at(119);
    expect(breaker.admit()).toBeNull();
    time.now = at(120);
    breaker.admit()?.failed(86_400);
    time.now = at(120 + 299);
    expect(breaker.admit()).toBeNull();
    time.now = at(120 + 300);
    expect(breaker.admit()).not.toBeNull();
  });
});

describe("a circuit", () => {
  const outcomes = fc.array(fc.boolean(), { maxLength: 60 });
  const run = (all: readonly boolean[]): Circuit =>
    all.reduce<Circuit>(
      (circuit, good) =>
        good ? answered(circuit, policy) : failed(circuit, policy, { now: start, random: () => 1 }),
      closedCircuit,
    );

  it("remembers no more than its window", () => {
    fc.assert(fc.property(outcomes, (all) => run(all).outcomes.length <= policy.window));
  });

  it("is closed after an answer, and open with a time for its probe after so many failures in a row", () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        expect(run([...all, false, false, false]).probeAt).toEqual(expect.any(Date));
        const open = run(all).openSince !== null;
        const circuit = run([...all, true]);
        if (open) expect(circuit).toEqual(closedCircuit);
        else expect(circuit.openSince).toBeNull();
      }),
    );
  });

  it.each(Object.entries(BREAKERS))("of the kind %s has figures that can work", (_kind, figures) => {
    expect(figures.consecutive).toBeGreaterThan(1);
    expect(figures.window).toBeGreaterThan(figures.consecutive);
    expect(figures.share).toBeGreaterThan(0);
    expect(figures.probe.cap).toBeGreaterThanOrEqual(figures.probe.base);
  });
});
