import type { Clock } from "../engine/ports/runtime.ts";
import type { Allowance } from "./rates.ts";

/** Reserves at most `block` of a connection's remaining quota for a day. */
export type TakeBlock = (asked: {
  readonly connection: string;
  /** The day as an ISO date, in UTC. */
  readonly day: string;
  readonly block: number;
  readonly quota: number;
}) => Promise<{ readonly granted: number; readonly taken: number }>;

export type DailyQuota = { take(connection: string): Promise<Allowance> };

const DAY_SECONDS = 86_400;
/**
 * Returns the size of a block: a hundredth of the daily quota and at most a thousand, so that a sidecar that stops
 * loses little of it.
 */
const blockOf = (quota: number): number => Math.min(1000, Math.ceil(quota / 100));

type Purse = { readonly day: string; left: number; taken: number; asking: Promise<void> | null };

/**
 * Creates a daily quota (UTC) for each connection, shared by all sidecars: each reserves blocks in the journal and
 * spends them locally.
 */
export function createDailyQuota(quota: number, takeBlock: TakeBlock, clock: Clock): DailyQuota {
  const purses = new Map<string, Purse>();

  async function fill(connection: string, purse: Purse): Promise<void> {
    const asked = { connection, day: purse.day, block: blockOf(quota), quota };
    const { granted, taken } = await takeBlock(asked).finally(() => {
      purse.asking = null;
    });
    purse.left += granted;
    purse.taken = taken;
  }

  return {
    async take(connection) {
      const now = clock();
      const day = now.toISOString().slice(0, 10);
      let purse = purses.get(connection);
      if (purse?.day !== day) {
        purse = { day, left: 0, taken: 0, asking: null };
        purses.set(connection, purse);
      }
      // An exhausted quota remains so until the next day, so the journal is not queried again.
      while (purse.left === 0 && purse.taken < quota) {
        purse.asking ??= fill(connection, purse);
        await purse.asking;
      }
      const isOver = purse.left === 0;
      if (!isOver) purse.left -= 1;
      const second = Math.floor(now.getTime() / 1000) % DAY_SECONDS;
      return {
        policy: "daily",
        quota,
        windowSeconds: DAY_SECONDS,
        remaining: purse.left + quota - purse.taken,
        resetSeconds: DAY_SECONDS - second,
        isOver,
      };
    },
  };
}
