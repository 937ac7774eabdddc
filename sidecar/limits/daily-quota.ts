import type { Clock } from "../engine/ports/runtime.ts";
import type { Allowance } from "./rates.ts";

/**
 * Reserves up to `block` messages of a connection's remaining quota for a day. Returns how many were granted to this call, and
 * how much of the quota has been reserved in total.
 */
export type TakeBlock = (asked: {
  readonly connection: string;
  /** The day (YYYY-MM-DD) in UTC. */
  readonly day: string;
  readonly block: number;
  readonly quota: number;
}) => Promise<{ readonly granted: number; readonly taken: number }>;

/** The daily quotas of the connections. `take` counts one message. */
export type DailyQuota = { take(connection: string): Promise<Allowance> };

const DAY_SECONDS = 86_400;
/**
 * Returns how many messages to reserve at once: a hundredth of the daily quota and at most a thousand. A sidecar that stops loses
 * what it has reserved.
 */
const blockOf = (quota: number): number => Math.min(1000, Math.ceil(quota / 100));

type Balance = { readonly day: string; left: number; taken: number; asking: Promise<void> | null };

/**
 * Creates a quota of messages per day (UTC) for each connection. All sidecars share it: each reserves blocks of it in the
 * journal, and uses up a block without further queries.
 */
export function createDailyQuota(quota: number, takeBlock: TakeBlock, clock: Clock): DailyQuota {
  const balances = new Map<string, Balance>();

  async function fill(connection: string, balance: Balance): Promise<void> {
    const asked = { connection, day: balance.day, block: blockOf(quota), quota };
    const { granted, taken } = await takeBlock(asked).finally(() => {
      balance.asking = null;
    });
    balance.left += granted;
    balance.taken = taken;
  }

  return {
    async take(connection) {
      const now = clock();
      const day = now.toISOString().slice(0, 10);
      let balance = balances.get(connection);
      if (balance?.day !== day) {
        balance = { day, left: 0, taken: 0, asking: null };
        balances.set(connection, balance);
      }
      // An exhausted quota remains exhausted until the next day, so the journal is queried only while some of the quota may be
      // left.
      while (balance.left === 0 && balance.taken < quota) {
        balance.asking ??= fill(connection, balance);
        await balance.asking;
      }
      const isOver = balance.left === 0;
      if (!isOver) balance.left -= 1;
      const second = Math.floor(now.getTime() / 1000) % DAY_SECONDS;
      return {
        policy: "daily",
        quota,
        windowSeconds: DAY_SECONDS,
        remaining: balance.left + quota - balance.taken,
        resetSeconds: DAY_SECONDS - second,
        isOver,
      };
    },
  };
}
