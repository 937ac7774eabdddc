import type { Journal } from "../journal/journal.ts";
import type { Breaker } from "./breaker.ts";
import { OdooFailure } from "./failures.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { Document, Log, Odoo } from "./ports.ts";

const BATCH = 100;

/** Shows in Odoo what is not applied: what waits, needs a person, was sent, was acknowledged. */
export function startReporter(
  journal: Pick<Journal, "unreported" | "markReported">,
  odoo: Pick<Odoo, "report">,
  breaker: Breaker,
  log: Log,
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
      await report(odoo, documents, log);
      await journal.markReported(documents);
      return documents.length === BATCH ? "more" : "idle";
    },
    log,
  );
}

/** One that Odoo refuses must not keep the others from being seen: it is told in the log, and its next change is tried again. */
async function report(odoo: Pick<Odoo, "report">, documents: readonly Document[], log: Log): Promise<void> {
  try {
    await odoo.report(documents.map((document) => ({ document, settlement: null, doneAt: null })));
  } catch (error) {
    if (!(error instanceof OdooFailure) || error.kind !== "refused") throw error;
    const [only, ...others] = documents;
    if (only && others.length === 0)
      log.error({ key: only.key, error: error.message }, "Odoo does not show an exchange");
    else for (const document of documents) await report(odoo, [document], log);
  }
}
