import type { UpkeepJournal } from "../ports/journal/upkeep.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/**
 * The journal's clock is the only clock: all sidecars use it, whatever their hosts' clocks show. If a host's clock differs,
 * either may be wrong; until they agree, no irreversible decision is based on time alone.
 */
export type JournalClock = Loop & {
  /** What time the journal has now. */
  readonly now: Clock;
  /** Milliseconds by which this machine's clock is ahead of the journal's; negative: behind. */
  drift(): number;
  /** Both clocks agree, and were compared recently: lateness is certain. */
  isSure(): boolean;
};

type ClockParts = {
  readonly journal: Pick<UpkeepJournal, "time">;
  readonly log: Log;
  /** This machine's clock, in milliseconds since 1970. */
  readonly local?: () => number;
  /** Monotonic milliseconds, independent of changes to the host's clock. */
  readonly steady?: () => number;
};

const COMPARE_MS = 10_000;
/** An older comparison is not used. */
const FRESH_MS = 60_000;
/** An answer that took longer does not determine the time to the second. */
const SLOW_MS = 1000;
/** Clocks that differ by less agree. */
const AGREEMENT_MS = 5000;

/** Compares the clocks once, then again and again. Rejects when the journal does not answer the first time. */
export async function startJournalClock(parts: ClockParts): Promise<JournalClock> {
  const { journal, log, local = Date.now, steady = () => performance.now() } = parts;
  let mark = await compare();
  let agreed = true;

  async function compare() {
    const asked = steady();
    const at = await journal.time();
    const answered = steady();
    // It was made between the two: half of the time it took is the best guess.
    return { at: at.getTime() + (answered - asked) / 2, steady: answered, took: answered - asked };
  }

  const now = () => mark.at + steady() - mark.steady;
  const drift = () => Math.round(local() - now());
  const agrees = () => Math.abs(drift()) <= AGREEMENT_MS;
  const tell = () => {
    if (agrees() === agreed) return;
    agreed = agrees();
    if (agreed) log.info({ drift: drift() }, "this machine's clock agrees with the journal's again");
    else
      log.error(
        { drift: drift() },
        "this machine's clock differs from the journal's: nothing is given up, raised as overdue or removed until they agree",
      );
  };
  tell();
  const loop = startLoop(
    "clock",
    COMPARE_MS,
    async () => {
      const next = await compare();
      if (next.took <= SLOW_MS) mark = next;
      tell();
      return "idle";
    },
    log,
  );
  return {
    ...loop,
    now: () => new Date(now()),
    drift,
    isSure: () => agrees() && steady() - mark.steady <= FRESH_MS,
  };
}
