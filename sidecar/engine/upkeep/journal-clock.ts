import type { UpkeepJournal } from "../ports/journal/upkeep.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/**
 * The journal's clock, which all sidecars use instead of their hosts' clocks. If a host's clock differs, either may be
 * wrong; until they agree, no irreversible decision is based on time alone.
 */
export type JournalClock = Loop & {
  /** Returns the journal's current time. */
  readonly now: Clock;
  /** Returns how far this host's clock is ahead of the journal's, in milliseconds; negative if it is behind. */
  drift(): number;
  /**
   * Returns whether both clocks agree and were compared recently, so that irreversible decisions may be based on time.
   */
  isSure(): boolean;
};

type ClockParts = {
  readonly journal: Pick<UpkeepJournal, "time">;
  readonly log: Log;
  /** Returns the time of this host's clock, in milliseconds since 1970. */
  readonly local?: () => number;
  /** Returns monotonic milliseconds, independent of changes to the host's clock. */
  readonly steady?: () => number;
};

const COMPARE_MS = 10_000;
/** The age from which a comparison is too old, in milliseconds. */
const FRESH_MS = 60_000;
/** The duration of a request above which its response is too slow to determine the time, in milliseconds. */
const SLOW_MS = 1000;
/** The maximum difference between clocks that agree, in milliseconds. */
const AGREEMENT_MS = 5000;

/** Compares the clocks once, then periodically. Rejects if the journal does not respond the first time. */
export async function startJournalClock(parts: ClockParts): Promise<JournalClock> {
  const { journal, log, local = Date.now, steady = () => performance.now() } = parts;
  let mark = await compare();
  let agreed = true;

  async function compare() {
    const asked = steady();
    const at = await journal.time();
    const answered = steady();
    // The time was read between the two moments, so the middle is the best estimate.
    return { at: at.getTime() + (answered - asked) / 2, steady: answered, took: answered - asked };
  }

  const now = () => mark.at + steady() - mark.steady;
  const drift = () => Math.round(local() - now());
  const agrees = () => Math.abs(drift()) <= AGREEMENT_MS;
  const logAgreement = () => {
    if (agrees() === agreed) return;
    agreed = agrees();
    if (agreed) log.info({ drift: drift() }, "this host's clock agrees with the journal's again");
    else
      log.error(
        { drift: drift() },
        "this host's clock differs from the journal's: nothing is given up, raised as overdue or removed until they agree",
      );
  };
  logAgreement();
  const loop = startLoop(
    "clock",
    COMPARE_MS,
    async () => {
      const next = await compare();
      if (next.took <= SLOW_MS) mark = next;
      logAgreement();
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
