import type { Journal } from "../journal/journal.ts";
import type { Breaker } from "./breaker.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { Log, Odoo } from "./ports.ts";

const BATCH = 100;

/** Shows in Odoo what is not applied: what waits, needs a person, was sent, was acknowledged. */
export function startReporter(
  journal: Pick<Journal, "unreported" | "markReported">,
  odoo: Pick<Odoo, "report">,
  breaker: Breaker,
  log: Log,
): Loop {
  return startLoop(
    "reporter",
    1000,
    async () => {
      if (breaker.isOpen()) return "idle";
      const documents = await journal.unreported(BATCH);
      if (documents.length === 0) return "idle";
      await odoo.report(documents.map((document) => ({ document, settlement: null, doneAt: null })));
      await journal.markReported(documents);
      return documents.length === BATCH ? "more" : "idle";
    },
    log,
  );
}
