import { describe, expect, it } from "vitest";
import { instanceName } from "../../../../sidecar/composition/health.ts";
import { type HealthSources, readHealth } from "../../../../sidecar/engine/odoo-sync/health.ts";
import { createHealthReport } from "../../../../sidecar/engine/odoo-sync/health-reporter.ts";
import type { Backlog, SidecarHealth } from "../../../../sidecar/engine/ports/health.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { textTerm } from "../../../support/told.ts";

const backlog: Backlog = {
  documents: [
    { lane: "critical", state: "queued", reason: "", count: 2, oldestSeconds: 4.6 },
    { lane: "critical", state: "waiting", reason: "ODOO_UNAVAILABLE", count: 3, oldestSeconds: 90.2 },
    { lane: "critical", state: "attention", reason: "UNKNOWN_ITEM", count: 50, oldestSeconds: 9000 },
    { lane: "bulk", state: "waiting", reason: "ODOO_UNAVAILABLE", count: 1, oldestSeconds: 10 },
    { lane: "bulk", state: "staged", reason: "APPROVAL_REQUIRED", count: 9, oldestSeconds: 9000 },
  ],
  others: [
    { what: "undecoded", count: 7, oldestSeconds: 2 },
    { what: "delivery", count: 100, oldestSeconds: 100 },
  ],
};
const sources: HealthSources = {
  instance: "machine:8080",
  version: "1",
  startedAt: new Date("2026-11-20T09:00:00Z"),
  backlog: async () => backlog,
  depths: async () => ({ decode: 1, critical: 2, standard: 3, bulk: 4, contended: 5, dead: 6, inbound: 7 }),
  breakers: async () => [{ target: "odoo", state: "closed", since: null, nextAttemptAt: null }],
  parts: async () => ({ journal: "up", broker: "up", odoo: "up", configuration: "up", clock: "up" }),
  working: () => ({ critical: { calls: 2, partitions: 1 } }),
};

describe("the health of a sidecar", () => {
  it("reports for each lane the unfinished documents that no worker holds, and the broker's messages", async () => {
    const { lanes } = await readHealth(sources);
    expect(lanes).toEqual([
      { lane: "decode", documents: 7, oldestSeconds: 2, queued: 1, calls: null, partitions: null },
      { lane: "critical", documents: 5, oldestSeconds: 90, queued: 2, calls: 2, partitions: 1 },
      { lane: "standard", documents: 0, oldestSeconds: 0, queued: 3, calls: null, partitions: null },
      { lane: "bulk", documents: 1, oldestSeconds: 10, queued: 4, calls: null, partitions: null },
      { lane: "contended", documents: null, oldestSeconds: null, queued: 5, calls: null, partitions: null },
    ]);
  });

  it("reports the documents that wait for Odoo, and the dead letters", async () => {
    const { waitingForOdoo, deadLetters } = await readHealth(sources);
    expect({ waitingForOdoo, deadLetters }).toEqual({ waitingForOdoo: 4, deadLetters: 6 });
  });

  it("reports unknown figures as unknown, not as zero", async () => {
    const health = await readHealth({ ...sources, backlog: async () => null, depths: async () => null });
    expect(health).toMatchObject({ waitingForOdoo: null, deadLetters: null });
    for (const lane of health.lanes) expect(lane).toMatchObject({ documents: null, queued: null });
  });

  it("has a name that Odoo accepts, whatever the host name", () => {
    expect(instanceName("suture-7d9f.internal", 8080)).toBe("suture-7d9f.internal:8080");
    expect(instanceName("Maschine für <b>", 1)).toBe("Maschine-f-r--b-:1");
    expect(instanceName("x".repeat(300), 65535).length).toBeLessThan(200);
  });
});

/** A sidecar whose clock and state the test changes. */
function teller(given: { refuse?: boolean } = {}) {
  const told: SidecarHealth[] = [];
  const state = { now: 0, open: false, dead: 0, asked: 0 };
  const look = createHealthReport({
    read: () => readHealth({ ...sources, depths: async () => ({ ...(await depths()), dead: state.dead }) }),
    odoo: {
      reportHealth: async (health) => {
        state.asked += 1;
        if (given.refuse) throw new OdooFailure("refused", textTerm("what is this?"));
        told.push(health);
      },
    },
    breaker: { isOpen: () => state.open },
    clock: () => new Date(state.now),
  });
  return { told, state, look };
}
const depths = async () => ({
  decode: 0,
  critical: 0,
  standard: 0,
  bulk: 0,
  contended: 0,
  dead: 0,
  inbound: 0,
});

describe("the report to Odoo", () => {
  it("is sent immediately, then once a minute while nothing changes", async () => {
    const { told, state, look } = teller();
    await look();
    expect(told).toHaveLength(1);
    state.now = 59_999;
    await look();
    expect(told).toHaveLength(1);
    state.now = 60_000;
    await look();
    expect(told).toHaveLength(2);
  });

  it("is sent at the next check after an important change", async () => {
    const { told, state, look } = teller();
    await look();
    state.dead = 1;
    await look();
    expect(told.map(({ deadLetters }) => deadLetters)).toEqual([0, 1]);
  });

  it("waits while Odoo is unreachable", async () => {
    const { told, state, look } = teller();
    await look();
    state.open = true;
    state.now = 600_000;
    await look();
    expect(told).toHaveLength(1);
    state.open = false;
    await look();
    expect(told).toHaveLength(2);
  });

  it("is repeated only once a minute while Odoo refuses", async () => {
    const { state, look } = teller({ refuse: true });
    await expect(look()).rejects.toThrow("what is this?");
    await look();
    expect(state.asked).toBe(1);
    state.now = 60_000;
    await expect(look()).rejects.toThrow("what is this?");
    expect(state.asked).toBe(2);
  });
});
