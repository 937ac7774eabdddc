import { siteOf } from "../security/networks.ts";
import type { DailyQuota } from "./daily-quota.ts";
import { type Allowance, createRate } from "./rates.ts";

/** How much each connection and each address may send, whatever else there is room for. */
export type Limits = {
  /** Counts something that is asked of a door. */
  ofAddress(address: string | null): Promise<Allowance | null>;
  /** Counts something that a connection hands in. The first that is used up stands alone. */
  ofConnection(connection: string): Promise<readonly Allowance[]>;
  /** Counts an attempt of somebody who did not show who it is. */
  failed(address: string | null): Promise<Allowance | null>;
  /** Says whether an address has failed so often that it is heard no more unless it shows a key that fits. */
  isFailing(address: string | null): Promise<boolean>;
};

export type LimitRules = {
  /** Requests and frames a second, taken over ten seconds. */
  readonly perConnection: number;
  readonly perAddress: number;
  /** Failed attempts of an address in a minute. */
  readonly failures: number;
  readonly quota: DailyQuota | null;
};

/** How the evidence of a refusal calls each limit. */
export const REASONS: Readonly<Record<Allowance["policy"], string>> = {
  connection: "rate-of-connection",
  address: "rate-of-address",
  failures: "too-many-failures",
  daily: "daily-quota",
};

/** Long enough that a batch which comes at once is no offence. */
const WINDOW_SECONDS = 10;
const MINUTE = 60;

const windowed = (policy: Allowance["policy"], perSecond: number) =>
  createRate({ policy, quota: perSecond * WINDOW_SECONDS, windowSeconds: WINDOW_SECONDS });

export function createLimits({ perConnection, perAddress, failures, quota }: LimitRules): Limits {
  const connections = windowed("connection", perConnection);
  const addresses = windowed("address", perAddress);
  const failing = createRate({ policy: "failures", quota: failures, windowSeconds: MINUTE });
  return {
    ofAddress: async (address) => (address === null ? null : addresses.take(siteOf(address))),
    ofConnection: async (connection) => {
      const rate = await connections.take(connection);
      if (rate.isOver || quota === null) return [rate];
      const daily = await quota.take(connection);
      return daily.isOver ? [daily] : [rate, daily];
    },
    failed: async (address) => (address === null ? null : failing.take(siteOf(address))),
    isFailing: async (address) => address !== null && failing.isSpent(siteOf(address)),
  };
}

/** Nobody is limited. */
export const NO_LIMITS: Limits = {
  ofAddress: async () => null,
  ofConnection: async () => [],
  failed: async () => null,
  isFailing: async () => false,
};
