import type { Journal } from "../journal/journal.ts";
import { type Loop, startLoop } from "./loop.ts";
import { rejectionReason } from "./outcomes.ts";
import type { Log } from "./ports.ts";

/** Watches the clock: queues what is due, publishes again what got lost, raises acknowledgements that did not come. */
export function startUpkeep(
  journal: Pick<Journal, "queueDue" | "raiseOverdue" | "republishLost">,
  onQueued: () => void,
  log: Log,
): Loop {
  return startLoop(
    "upkeep",
    500,
    async () => {
      const lost = await journal.republishLost();
      if (lost > 0) log.warn({ references: lost }, "published again what was not worked on");
      if ((await journal.queueDue()) + lost > 0) onQueued();
      const overdue = await journal.raiseOverdue(rejectionReason("ACKNOWLEDGEMENT_OVERDUE"));
      if (overdue > 0) log.warn({ documents: overdue }, "acknowledgements overdue");
      return "idle";
    },
    log,
  );
}
