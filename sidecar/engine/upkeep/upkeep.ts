import { rejectionReason } from "../apply/outcomes.ts";
import type { Work } from "../ports/broker.ts";
import type { AcknowledgementJournal, ScheduleJournal } from "../ports/journal/documents.ts";
import type { Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/** Looking for what got lost asks the broker about every queue: once in so many runs. */
const LOST_EVERY = 20;

export type UpkeepParts = {
  readonly journal: Pick<ScheduleJournal, "queueDue" | "republishLost"> &
    Pick<AcknowledgementJournal, "raiseOverdue">;
  /** The kinds of work of which the broker has nothing left to hand out. */
  readonly drained: () => Promise<readonly Work[]>;
  /** Of several sidecars one does this. */
  readonly leads: () => boolean;
  /** What is late may be called late. */
  readonly isTimeSure: () => boolean;
  readonly onQueued: () => void;
  readonly log: Log;
};

/** Watches the clock: queues what is due, publishes again what got lost, raises acknowledgements that did not come. */
export function startUpkeep({ journal, drained, leads, isTimeSure, onQueued, log }: UpkeepParts): Loop {
  let runs = 0;
  const republish = async (): Promise<number> => {
    if (runs++ % LOST_EVERY !== 0) return 0;
    const lost = await journal.republishLost(await drained());
    if (lost > 0) log.warn({ references: lost }, "published again what was not worked on");
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
