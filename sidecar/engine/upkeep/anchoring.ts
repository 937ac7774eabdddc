import type { AuditJournal } from "../ports/journal/operators.ts";
import type { Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const INTERVAL_MS = 300_000;

/**
 * Notes the end of the audit trail in the log whenever it has moved. Logs go where those who write the journal do not reach; so
 * also a trail that was cut back together with its head is noticed, by comparing it with any of these lines.
 */
export function startAnchoring(
  journal: Pick<AuditJournal, "auditHead">,
  log: Log,
  intervalMs = INTERVAL_MS,
): Loop {
  let noted = 0;
  return startLoop(
    "anchoring",
    intervalMs,
    async () => {
      const head = await journal.auditHead();
      if (head === null || head.seq === noted) return "idle";
      noted = head.seq;
      log.info({ seq: head.seq, hash: head.hash }, "the audit trail ends here");
      return "idle";
    },
    log,
  );
}
