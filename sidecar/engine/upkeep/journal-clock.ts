import type { UpkeepJournal } from "../ports/journal/upkeep.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import { type Loop, startLoop } from "../resilience/loop.ts";

/**
 * The clock of the journal's database server, which all sidecars use instead of the clocks of their hosts. If a host's
 * clock differs, either clock may be wrong, so no irreversible decision is based on time alone until the two agree.
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
/** The maximum age of a comparison that still counts as recent, in milliseconds. */
const FRESH_MS = 60_000;
/**
 * The duration of a request, in milliseconds, above which its response is ignored because it is too slow to determine
 * the time.
 */
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
