import type { AuditJournal } from "../ports/journal/operators.ts";
import type { Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const INTERVAL_MS = 300_000;

/**
 * Starts the loop that writes the number and hash of the audit log's last entry to the sidecar's log whenever there is
 * a new entry. The sidecar's log should be stored where nobody with write access to the journal can change it.
 * Comparing the two then reveals even an audit log whose end was removed together with the record of its last entry.
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
