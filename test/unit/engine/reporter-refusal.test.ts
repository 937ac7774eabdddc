import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { OdooFailure } from "../../../sidecar/engine/failures.ts";
import type { ExchangeReport } from "../../../sidecar/engine/ports.ts";
import { startReporter } from "../../../sidecar/engine/reporter.ts";
import { testBreaker } from "../../support/breaker.ts";
import { recordedLog } from "../../support/log.ts";
import { queuedDocument } from "../../support/memory-journal.ts";

describe("an exchange that Odoo refuses to show, or that somebody has locked", () => {
  it.each(["refused", "conflict"] as const)(
    "%s: does not keep the others from being shown, is told in the log and asked again later",
    async (kind) => {
      const unreported = ["1", "2", "3"].map((number) => queuedDocument({ number }));
      const shown: (string | null)[] = [];
      const marked: string[] = [];
      const postponed = new Set<string>();
      const log = recordedLog();
      const journal = {
        unreported: async () => unreported.filter(({ id }) => !marked.includes(id) && !postponed.has(id)),
        markReported: async (documents: readonly { id: string }[]) =>
          void marked.push(...documents.map(({ id }) => id)),
        postponeReport: async ({ id }: { id: string }) => void postponed.add(id),
      };
      const report = async (exchanges: readonly ExchangeReport[]) => {
        if (exchanges.some(({ document }) => document.number === "2"))
          throw new OdooFailure(kind, "not allowed");
        shown.push(...exchanges.map(({ document }) => document.number));
      };
      const breaker = testBreaker();
      const loop = startReporter(journal, { report }, breaker, log);
      await eventually("all are looked at", () => marked.length === 2 && postponed.size === 1);
      await loop.stop();
      expect([...postponed]).toEqual(["id-2"]);
      expect(shown).toEqual(["1", "3"]);
      expect(JSON.stringify(log)).toContain("Odoo does not show an exchange");
    },
  );
});
