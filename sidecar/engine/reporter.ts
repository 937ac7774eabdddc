import type { Journal } from "../journal/journal.ts";
import type { Breaker } from "./breaker.ts";
import { OdooFailure } from "./failures.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { ExchangeReport, Log, Odoo } from "./ports.ts";
import type { SourceViews } from "./source-views.ts";

const BATCH = 100;

/** Shows in Odoo what is not applied: what waits, needs a person, was sent, was acknowledged. */
export function startReporter(
  journal: Pick<Journal, "unreported" | "markReported">,
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
      await report(odoo, reports, log);
      await journal.markReported(documents);
      return documents.length === BATCH ? "more" : "idle";
    },
    log,
  );
}

/** One that Odoo refuses must not keep the others from being seen: it is told in the log, and its next change is tried again. */
async function report(
  odoo: Pick<Odoo, "report">,
  reports: readonly ExchangeReport[],
  log: Log,
): Promise<void> {
  try {
    await odoo.report(reports);
  } catch (error) {
    if (!(error instanceof OdooFailure) || error.kind !== "refused") throw error;
    const [only, ...others] = reports;
    if (only && others.length === 0)
      log.error({ key: only.document.key, error: error.message }, "Odoo does not show an exchange");
    else for (const each of reports) await report(odoo, [each], log);
  }
}
