import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { startFaultReporter } from "../../../../sidecar/engine/odoo-sync/fault-reporter.ts";
import type { FaultReport } from "../../../../sidecar/engine/ports/odoo.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { recordedLog } from "../../../support/log.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { textTerm } from "../../../support/told.ts";

const unknown = { what: "format", code: "edifact", problem: "unknown" } as const;

/** Runs a reporter for a usable connection and one with faults. `rounds` lists the result of each check. */
async function report(
  rounds: readonly { leads?: boolean; open?: boolean; fails?: boolean; mended?: true }[],
) {
  const told: FaultReport[][] = [];
  const warned: object[] = [];
  let looks = 0;
  const now = () => rounds[Math.min(looks, rounds.length) - 1] ?? {};
  const connections = createConnections(
    { version: "1", connections: [tinyConnection({ code: "edi" }), tinyConnection({ code: "strange" })] },
    ({ code }) => (code === "strange" ? [unknown] : []),
  );
  const loop = startFaultReporter({
    connections: {
      ...connections,
      all: () => {
        looks += 1;
        const faults = now().mended ? [] : [unknown];
        return connections.all().map((each) => (each.code === "strange" ? { ...each, faults } : each));
      },
    },
    odoo: {
      reportFaults: async (reports) => {
        if (now().fails) throw new OdooFailure("unavailable", textTerm("unreachable"));
        told.push([...reports]);
      },
    },
    breaker: { isOpen: () => now().open ?? false },
    leads: () => now().leads ?? true,
    log: { ...recordedLog(), warn: (fields) => void warned.push(fields) },
  });
  await eventually("it has looked", () => {
    loop.nudge();
    return looks >= rounds.length;
  });
  await loop.stop();
  return { told, warned: warned.filter((one) => "faults" in one) };
}

describe("connections with parts that this sidecar does not know", () => {
  it("are reported once, and again after a change", async () => {
    const { told, warned } = await report([{}, {}, { mended: true }, { mended: true }]);
    expect(told).toEqual([
      [
        { code: "edi", faults: [] },
        { code: "strange", faults: [unknown] },
      ],
      [{ code: "strange", faults: [] }],
    ]);
    expect(warned).toEqual([{ connection: "strange", faults: [unknown] }]);
  });

  it("are reported again when Odoo did not answer", async () => {
    const { told } = await report([{ fails: true }, {}, {}]);
    expect(told).toHaveLength(1);
  });

  it.each([[{ leads: false }], [{ open: true }]])("are only logged by a sidecar with %j", async (given) => {
    const { told, warned } = await report([given]);
    expect([told, warned.length]).toEqual([[], 1]);
  });

  it("are all reported by a sidecar that becomes the first again", async () => {
    const { told } = await report([{}, { leads: false }, {}]);
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual(told[0]);
  });
});
