import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { startRouteReporter } from "../../../../sidecar/engine/odoo-sync/route-reporter.ts";
import type { RouteReport } from "../../../../sidecar/engine/ports/odoo.ts";
import { OdooFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { recordedLog } from "../../../support/log.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { textTerm } from "../../../support/told.ts";

/** Runs a reporter for two connections, one of them switched off. `rounds` lists the result of each check; the last one is repeated. */
async function report(
  rounds: readonly { edi?: string | null; leads?: boolean; open?: boolean; fails?: boolean }[],
) {
  const told: RouteReport[][] = [];
  const warned: object[] = [];
  let looks = 0;
  const now = () => rounds[Math.min(looks, rounds.length) - 1] ?? {};
  const connections = createConnections({
    version: "1",
    connections: [tinyConnection({ code: "edi" }), tinyConnection({ code: "paused", active: false })],
  });
  const loop = startRouteReporter({
    connections,
    check: async ({ code }) => {
      if (code === "paused") return null;
      looks += 1;
      const { edi } = now();
      return edi ? [textTerm(edi)] : null;
    },
    odoo: {
      reportRoutes: async (routes) => {
        if (now().fails) throw new OdooFailure("unavailable", textTerm("away"));
        told.push([...routes]);
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
  return { told, warned: warned.filter((one) => "trouble" in one) };
}

describe("the state of routes", () => {
  it("is reported once, also for connections that are switched off, and again after a change", async () => {
    const { told, warned } = await report([{ edi: "wrong" }, { edi: "wrong" }, { edi: null }, { edi: null }]);
    expect(told).toEqual([
      [
        { code: "edi", trouble: [textTerm("wrong")] },
        { code: "paused", trouble: null },
      ],
      [{ code: "edi", trouble: null }],
    ]);
    expect(warned).toEqual([{ connection: "edi", trouble: "wrong" }]);
  });

  it("is reported again when Odoo did not accept it", async () => {
    const { told } = await report([{ edi: "wrong", fails: true }, { edi: "wrong" }, { edi: "wrong" }]);
    expect(told).toHaveLength(1);
  });

  it.each([[{ leads: false }], [{ open: true }]])("is only logged by a sidecar with %j", async (given) => {
    const { told, warned } = await report([{ edi: "wrong", ...given }]);
    expect([told, warned.length]).toEqual([[], 1]);
  });

  it("is reported completely by a sidecar that becomes the first", async () => {
    const { told } = await report([{ edi: "wrong" }, { edi: "wrong", leads: false }, { edi: "wrong" }]);
    expect(told).toHaveLength(2);
    expect(told[1]).toEqual(told[0]);
  });
});

describe("a route that was just changed in Odoo", () => {
  it("is checked with the next configuration, without waiting for its turn", async () => {
    const connections = createConnections({ version: "1", connections: [tinyConnection({ code: "edi" })] });
    const told: RouteReport[][] = [];
    const loop = startRouteReporter({
      connections,
      check: async ({ name }) => (name === "Moved" ? [textTerm("No address.")] : null),
      odoo: { reportRoutes: async (routes) => void told.push([...routes]) },
      breaker: { isOpen: () => false },
      leads: () => true,
      log: recordedLog(),
    });
    await eventually("it was shown once", () => told.length === 1);
    connections.replace({ version: "2", connections: [tinyConnection({ code: "edi", name: "Moved" })] });
    await eventually("the change was shown", () => told.length === 2);
    await loop.stop();
    expect(told).toEqual([
      [{ code: "edi", trouble: null }],
      [{ code: "edi", trouble: [textTerm("No address.")] }],
    ]);
  });
});
