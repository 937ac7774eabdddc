import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { startReporter } from "../../../../sidecar/engine/odoo-sync/reporter.ts";
import type { ExchangeReport } from "../../../../sidecar/engine/ports/odoo.ts";
import { OdooFailure, type OdooFailureKind } from "../../../../sidecar/engine/resilience/failures.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { recordedLog } from "../../../support/log.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";
import { textTerm } from "../../../support/told.ts";

/** Reports five documents to an Odoo that fails each call that contains one of `bad`, and may be unreachable. */
function reporting(kind: OdooFailureKind, { isAway = false, bad = ["2"] } = {}) {
  const unreported = ["1", "2", "3", "4", "5"].map((number) => queuedDocument({ number }));
  const shown: (string | null)[] = [];
  const marked: string[] = [];
  const postponed = new Set<string>();
  const log = recordedLog();
  let calls = 0;
  let looks = 0;
  const journal = {
    unreported: async () => {
      looks += 1;
      return unreported.filter(({ id }) => !marked.includes(id) && !postponed.has(id));
    },
    markReported: async (documents: readonly { id: string }[]) =>
      void marked.push(...documents.map(({ id }) => id)),
    postponeReport: async ({ id }: { id: string }) => void postponed.add(id),
  };
  const odoo = {
    read: async () => {
      if (isAway) throw new OdooFailure("unavailable", textTerm("away"));
      return {};
    },
    report: async (exchanges: readonly ExchangeReport[]) => {
      calls += 1;
      if (isAway) throw new OdooFailure("unavailable", textTerm("away"));
      if (exchanges.some(({ document }) => bad.includes(document.number ?? "")))
        throw new OdooFailure(kind, textTerm("not that one"));
      shown.push(...exchanges.map(({ document }) => document.number));
    },
  };
  const loop = startReporter(journal, odoo, testBreaker(), log);
  return { loop, shown, marked, postponed, log, calls: () => calls, looks: () => looks };
}

describe("an exchange that Odoo does not show", () => {
  it.each([
    ["refused", "the gateway says no to it"],
    ["conflict", "somebody holds its row"],
    ["unanswered", "a worker dies of it, or all together take too long"],
    ["unavailable", "a proxy takes no call of that size"],
  ] as const)("does not affect the others, and is reported again later (%s: %s)", async (kind, _why) => {
    const { loop, shown, marked, postponed, log } = reporting(kind);
    await eventually("all are looked at", () => marked.length === 4 && postponed.size === 1);
    await loop.stop();
    expect([...postponed]).toEqual(["id-2"]);
    expect(shown).toEqual(["1", "3", "4", "5"]);
    expect(JSON.stringify(log)).toContain("Odoo refused to show an exchange");
  });

  it("is not blamed while Odoo does not answer: all are reported again together", async () => {
    const { loop, marked, postponed, calls, looks } = reporting("refused", { isAway: true });
    await eventually("it was tried several times", () => {
      loop.nudge();
      return looks() >= 3;
    });
    await loop.stop();
    expect([calls(), marked, postponed.size]).toEqual([looks(), [], 0]);
  });

  it("is not blamed while Odoo refuses all others too, as with a full disk", async () => {
    const bad = ["1", "2", "3", "4", "5"];
    const { loop, marked, postponed, calls, looks } = reporting("unavailable", { bad });
    await eventually("it was tried several times", () => {
      loop.nudge();
      return looks() >= 4;
    });
    await loop.stop();
    // Reported one by one once, then together.
    const apart = 9;
    expect([calls(), marked, postponed.size]).toEqual([apart + looks() - 1, [], 0]);
  });
});
