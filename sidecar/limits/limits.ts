import { siteOf } from "../security/networks.ts";
import type { DailyQuota } from "./daily-quota.ts";
import { type Allowance, createRate } from "./rates.ts";

/** The limits for each connection and each address, independent of capacity. */
export type Limits = {
  /** Counts a request at an endpoint. */
  ofAddress(address: string | null): Promise<Allowance | null>;
  /** Counts a delivery of a connection. If a limit is exceeded, returns only that one. */
  ofConnection(connection: string): Promise<readonly Allowance[]>;
  /** Counts an attempt of an unauthenticated sender. */
  failed(address: string | null): Promise<Allowance | null>;
  /** Returns whether an address has failed so often that only a valid key is accepted. */
  isFailing(address: string | null): Promise<boolean>;
};

export type LimitRules = {
  /** Requests and frames per second, averaged over ten seconds. */
  readonly perConnection: number;
  readonly perAddress: number;
  /** Failed attempts of an address in a minute. */
  readonly failures: number;
  readonly quota: DailyQuota | null;
};

/** The reason stored in the evidence, for each limit. */
export const REASONS: Readonly<Record<Allowance["policy"], string>> = {
  connection: "rate-of-connection",
  address: "rate-of-address",
  failures: "too-many-failures",
  daily: "daily-quota",
};

/** The period over which rates are averaged, in seconds: long enough to permit a batch that is sent at once. */
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

/** Limits that permit everything. */
export const NO_LIMITS: Limits = {
  ofAddress: async () => null,
  ofConnection: async () => [],
  failed: async () => null,
  isFailing: async () => false,
};
