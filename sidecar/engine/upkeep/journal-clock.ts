import type { UpkeepJournal } from "../ports/journal/upkeep.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/**
 * The time is the journal's: all sidecars have the same, whatever the clocks of their machines say. A machine whose clock differs
 * from it may be wrong, or the journal's may be; until they agree nothing is decided by the time alone that cannot be taken back.
 */
export type JournalClock = Loop & {
  /** What time the journal has now. */
  readonly now: Clock;
  /** Milliseconds by which this machine's clock is ahead of the journal's; negative: behind. */
  drift(): number;
  /** Both clocks agree, and were compared a moment ago: what is late may be called late. */
  isSure(): boolean;
};

type ClockParts = {
  readonly journal: Pick<UpkeepJournal, "time">;
  readonly log: Log;
  /** This machine's clock, in milliseconds since 1970. */
  readonly local?: () => number;
  /** Milliseconds that pass evenly, whatever becomes of this machine's clock. */
  readonly steady?: () => number;
};

const COMPARE_MS = 10_000;
/** A comparison that is older says nothing. */
const FRESH_MS = 60_000;
/** An answer that took longer does not say to the second when it was made. */
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
