import { isReachableAfter, MOST_SPLITS } from "../apply/failed-call.ts";
import { logFieldsOf } from "../model/log-fields.ts";
import type { ReportJournal } from "../ports/journal/documents.ts";
import type { ExchangeReport, Odoo } from "../ports/odoo.ts";
import type { Log } from "../ports/runtime.ts";
import type { SourceFiles } from "../receive/source-files.ts";
import type { SourceViews } from "../receive/source-views.ts";
import type { Document } from "../records.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { failureRule, OdooFailure } from "../resilience/failures.ts";
import { isolate } from "../resilience/isolate.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const BATCH = 100;
/**
 * The number of runs in which no call is split, after a run in which Odoo accepted no report although it was reachable.
 */
const RUNS_WHOLE = 30;

/**
 * Starts the loop that reports changed documents to Odoo, for example documents that wait, became exceptions, or were
 * sent or acknowledged. Applied documents are reported by the call that applies them.
 */
export function startReporter(
  journal: Pick<ReportJournal, "unreported" | "markReported" | "postponeReport">,
  odoo: Pick<Odoo, "report" | "read">,
  breaker: Breaker,
  log: Log,
  sourceViews: SourceViews = async () => null,
  /** Returns whether this sidecar reports to Odoo. Only one of several sidecars does. */
  leads: () => boolean = () => true,
  sourceFiles: SourceFiles = async () => null,
): Loop {
  let whole = 0;
  const exceptionFile = async (document: Document) =>
    document.state === "attention" || document.state === "staged" ? sourceFiles(document) : null;
  return startLoop(
    "reporter",
    1000,
    async () => {
      if (!leads() || breaker.isOpen()) return "idle";
      const documents = await journal.unreported(BATCH);
      if (documents.length === 0) return "idle";
      const reports: ExchangeReport[] = [];
      for (const document of documents)
        reports.push({
          document,
          outcome: null,
          doneAt: null,
          sourceView: await sourceViews(document),
          sourceFile: await exceptionFile(document),
        });
      const run: Run = { splits: whole > 0 ? 0 : MOST_SPLITS, shown: 0, alone: [] };
      whole = Math.max(0, whole - 1);
      try {
        await report({ journal, odoo, log }, reports, run);
      } finally {
        if (run.alone.length > 0 && run.shown === 0) whole = RUNS_WHOLE;
        if (run.shown > 0) for (const one of run.alone) await postpone({ journal, log }, one);
      }
      return documents.length === BATCH && run.shown > 0 ? "more" : "idle";
    },
    log,
  );
}

type ReportParts = {
  readonly journal: Pick<ReportJournal, "markReported" | "postponeReport">;
  readonly odoo: Pick<Odoo, "report" | "read">;
  readonly log: Log;
};

type Unshown = { readonly document: Document; readonly failure: OdooFailure };

type Run = {
  /** The number of times that calls without a response may still be split. */
  splits: number;
  shown: number;
  /**
   * The documents whose reports failed in calls of their own although Odoo was reachable. They are at fault if other
   * reports succeeded.
   */
  readonly alone: Unshown[];
};

/**
 * Reports documents to Odoo and marks them as reported. A call that fails while Odoo is reachable is split, because a
 * document that Odoo refuses, that is locked there, or that crashes Odoo's worker must not prevent the other reports.
 * The report of that document is repeated later, at growing intervals.
 */
async function report(parts: ReportParts, reports: readonly ExchangeReport[], run: Run): Promise<void> {
  const together = async (some: readonly ExchangeReport[]) => {
    await parts.odoo.report(some);
    const documents = some.map(({ document }) => document);
    await parts.journal.markReported(documents);
    run.shown += documents.length;
    return [];
  };
  await isolate(reports, together, async (failure, some) => {
    const [only, ...others] = some;
    if (!(failure instanceof OdooFailure) || only === undefined) throw failure;
    const { breaks } = failureRule(failure.kind);
    if (breaks && !(await isReachableAfter(parts.odoo, failure))) throw failure;
    if (others.length > 0) {
      if (breaks && run.splits <= 0) throw failure;
      if (breaks) run.splits -= 1;
      return "halves";
    }
    const { document } = only;
    if (breaks) run.alone.push({ document, failure });
    else await postpone(parts, { document, failure });
    return [];
  });
}

async function postpone(
  { journal, log }: Pick<ReportParts, "journal" | "log">,
  { document, failure }: Unshown,
): Promise<void> {
  log.error(
    { ...logFieldsOf(document), error: failure.message },
    "Odoo refused to show an exchange, reporting again later",
  );
  await journal.postponeReport(document);
}
