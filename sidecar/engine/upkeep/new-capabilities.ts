import type { Capability, CapabilityJournal } from "../ports/journal/upkeep.ts";
import type { Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

const INTERVAL_MS = 5000;

/**
 * Starts the loop that, once after an upgrade, decodes the messages again whose documents were unsupported until this version. It
 * waits until this sidecar is the leader: as long as a sidecar of an earlier version runs, it could decode them, and the single
 * retry would be lost.
 */
export function startNewCapabilities(parts: {
  readonly journal: CapabilityJournal;
  /** What this version can do (`capabilitiesOf`). */
  readonly capabilities: readonly Capability[];
  readonly leads: () => boolean;
  readonly onQueued: () => void;
  readonly log: Log;
  readonly intervalMs?: number;
}): Loop {
  const { journal, capabilities, leads, onQueued, log, intervalMs = INTERVAL_MS } = parts;
  let isDone = false;
  return startLoop(
    "capabilities",
    intervalMs,
    async () => {
      if (isDone || !leads()) return "idle";
      const { gained, messages } = await journal.recordCapabilities(capabilities);
      isDone = true;
      if (gained.length > 0) log.info({ gained, messages }, "this version can do more than the last one");
      if (messages > 0) onQueued();
      return "idle";
    },
    log,
  );
}
