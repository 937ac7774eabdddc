import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { startConnectionReporter } from "../../../../sidecar/engine/odoo-sync/connection-reporter.ts";
import type { CircuitReport } from "../../../../sidecar/engine/ports/journal/deliveries.ts";
import type { ConnectionReport } from "../../../../sidecar/engine/ports/odoo.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { recordedLog } from "../../../support/log.ts";
import { textTerm } from "../../../support/told.ts";

const openSince = new Date("2026-11-20T09:00:00Z");
const probeAt = new Date("2026-11-20T09:05:00Z");
const circuits: readonly CircuitReport[] = [
  { target: "edi-away", openSince, probeAt, reason: textTerm("it cannot be reached") },
  { target: "edi-back", openSince: null, probeAt: null, reason: textTerm("of old") },
];

async function report(given: { open?: boolean; failures?: number } = {}) {
  const told: ConnectionReport[] = [];
  const marked: CircuitReport[] = [];
  let failures = given.failures ?? 0;
  let asked = 0;
  const breaker = testBreaker();
  if (given.open) breaker.failed();
  const isOpen = () => {
    asked += 1;
    return breaker.isOpen();
  };
  const journal = {
    unreportedCircuits: async () => (marked.length > 0 ? [] : [...circuits]),
    markCircuitsReported: async (some: readonly CircuitReport[]) => void marked.push(...some),
  };
  const reportConnections = async (connections: readonly ConnectionReport[]) => {
    if (failures-- > 0) throw new OdooFailure("unavailable", textTerm("away"));
    told.push(...connections);
  };
  const loop = startConnectionReporter(journal, { reportConnections }, { isOpen }, recordedLog());
  await eventually("three looks", () => {
    loop.nudge();
    return asked > 2;
  });
  await loop.stop();
  return { told, marked };
}

describe("the state of connections", () => {
  it("is reported to Odoo once: the start of the failure, the reason, and the next call", async () => {
    const { told, marked } = await report();
    expect(told).toEqual([
      {
        code: "edi-away",
        unreachableSince: openSince,
        nextAttemptAt: probeAt,
        detail: textTerm("it cannot be reached"),
      },
      { code: "edi-back", unreachableSince: null, nextAttemptAt: null, detail: null },
    ]);
    expect(marked).toEqual(circuits);
  });

  it("is reported again when Odoo did not accept it", async () => {
    expect((await report({ failures: 1 })).told).toHaveLength(2);
  });

  it("waits while Odoo is unreachable", async () => {
    expect(await report({ open: true })).toEqual({ told: [], marked: [] });
  });
});
