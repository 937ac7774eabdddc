import type { Journal } from "../journal/journal.ts";
import type { Breaker } from "./breaker.ts";
import { OdooFailure, type OdooFailureKind } from "./failures.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { ExchangeReport, Log, Odoo } from "./ports.ts";
import type { SourceViews } from "./source-views.ts";

const BATCH = 100;

/** Shows in Odoo what is not applied: what waits, needs a person, was sent, was acknowledged. */
export function startReporter(
  journal: Pick<Journal, "unreported" | "markReported" | "postponeReport">,
  odoo: Pick<Odoo, "report">,
  breaker: Breaker,
  log: Log,
  sourceViews: SourceViews = async () => null,
  /** Of several sidecars one does this. */
  leads: () => boolean = () => true,
): Loop {
  return startLoop(
    "reporter",
    1000,
    async () => {
      if (!leads() || breaker.isOpen()) return "idle";
      const documents = await journal.unreported(BATCH);
      if (documents.length === 0) return "idle";
      const reports: ExchangeReport[] = [];
      for (const document of documents)
        reports.push({ document, settlement: null, doneAt: null, sourceView: await sourceViews(document) });
      await report({ journal, odoo, log }, reports);
      return documents.length === BATCH ? "more" : "idle";
    },
    log,
  );
}

/** Failures that are of one report, and not of all. */
const OF_ONE: ReadonlySet<OdooFailureKind> = new Set(["refused", "conflict"]);

type ReportParts = {
  readonly journal: Pick<Journal, "markReported" | "postponeReport">;
  readonly odoo: Pick<Odoo, "report">;
  readonly log: Log;
};

/**
 * Reports, and enters what Odoo shows now. One that Odoo refuses, or whose exchange somebody has locked there, must not keep the
 * others from being seen: it is found by halves, and repeated by itself after a while that grows.
 */
async function report(parts: ReportParts, reports: readonly ExchangeReport[]): Promise<void> {
  const documents = reports.map(({ document }) => document);
  try {
    await parts.odoo.report(reports);
    await parts.journal.markReported(documents);
  } catch (error) {
    if (!(error instanceof OdooFailure) || !OF_ONE.has(error.kind)) throw error;
    const [only, ...others] = documents;
    if (only === undefined) return;
    if (others.length > 0) {
      const half = Math.ceil(reports.length / 2);
      await report(parts, reports.slice(0, half));
      await report(parts, reports.slice(half));
      return;
    }
    parts.log.error(
      { key: only.key, error: error.message },
      "Odoo does not show an exchange, is asked again",
    );
    await parts.journal.postponeReport(only);
  }
}
