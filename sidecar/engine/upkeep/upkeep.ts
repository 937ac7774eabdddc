import { rejectionReason } from "../apply/outcomes.ts";
import type { Work } from "../ports/broker.ts";
import type { AcknowledgementJournal, ScheduleJournal } from "../ports/journal/documents.ts";
import type { Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/**
 * Lost references are searched for only once in this many runs, because the search asks the broker about every queue.
 */
const LOST_EVERY = 20;

export type UpkeepParts = {
  readonly journal: Pick<ScheduleJournal, "queueDue" | "republishLost"> &
    Pick<AcknowledgementJournal, "raiseOverdue">;
  /** Returns the kinds of work whose queues are empty. */
  readonly drained: () => Promise<readonly Work[]>;
  /** Returns whether this sidecar is the leader, the only one that does this work. */
  readonly leads: () => boolean;
  /** Returns whether the clock is reliable enough to report acknowledgements as overdue. */
  readonly isTimeSure: () => boolean;
  readonly onQueued: () => void;
  readonly log: Log;
};

/**
 * Starts the loop that, on the leading sidecar, queues due documents, publishes lost references again, and raises
 * exceptions for overdue acknowledgements.
 */
export function startUpkeep({ journal, drained, leads, isTimeSure, onQueued, log }: UpkeepParts): Loop {
  let runs = 0;
  const republish = async (): Promise<number> => {
    if (runs++ % LOST_EVERY !== 0) return 0;
    const lost = await journal.republishLost(await drained());
    if (lost > 0) log.warn({ references: lost }, "lost references were published again");
    return lost;
  };
  return startLoop(
    "upkeep",
    500,
    async () => {
      if (!leads()) return "idle";
      const lost = await republish();
      if ((await journal.queueDue()) + lost > 0) onQueued();
      if (!isTimeSure()) return "idle";
      const overdue = await journal.raiseOverdue(rejectionReason("ACKNOWLEDGEMENT_OVERDUE"));
      if (overdue > 0) log.warn({ documents: overdue }, "acknowledgements overdue");
      return "idle";
    },
    log,
  );
}
