import type { AuditJournal } from "../ports/journal/operators.ts";
import type { Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const INTERVAL_MS = 300_000;

/**
 * Starts the loop that logs the number and hash of the audit log's last entry, if there is a new one. Logs are stored
 * where those with write access to the journal cannot change them, so a comparison with these lines reveals even an
 * audit log that was truncated together with its head.
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
      log.info({ seq: head.seq, hash: head.hash }, "the audit log ends here");
      return "idle";
    },
    log,
  );
}
