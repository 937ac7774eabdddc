import { siteOf } from "../security/networks.ts";
import type { DailyQuota } from "./daily-quota.ts";
import { type Allowance, createRate } from "./rates.ts";

/** The limits on the number of requests of each connection and each address. They are independent of the memory in use. */
export type Limits = {
  /** Counts a request from an address. Returns the state of its limit, or null if the address has none. */
  ofAddress(address: string | null): Promise<Allowance | null>;
  /**
   * Counts a message of a connection towards its limits. Returns the state of each limit or, if one is exceeded, only the state
   * of that one.
   */
  ofConnection(connection: string): Promise<readonly Allowance[]>;
  /** Counts a failed attempt of an unauthenticated sender. Returns the state of the limit, or null if the address has none. */
  failed(address: string | null): Promise<Allowance | null>;
  /** Returns whether an address has reached the limit of failed attempts, so that only a valid key is accepted from it. */
  isFailing(address: string | null): Promise<boolean>;
};

export type LimitRules = {
  /** The maximum number of requests and frames per second, averaged over ten seconds. */
  readonly perConnection: number;
  readonly perAddress: number;
  /** The maximum number of failed attempts of an address per minute. */
  readonly failures: number;
  readonly quota: DailyQuota | null;
};

/** The reason code that is stored with the evidence of a refusal, by the limit that was exceeded. */
export const REASONS: Readonly<Record<Allowance["policy"], string>> = {
  connection: "rate-of-connection",
  address: "rate-of-address",
  failures: "too-many-failures",
  daily: "daily-quota",
};

/** The period in seconds over which rates are averaged. It is long enough to permit a batch that is sent at once. */
const WINDOW_SECONDS = 10;
const MINUTE = 60;

const windowed = (policy: Allowance["policy"], perSecond: number) =>
  createRate({ policy, quota: perSecond * WINDOW_SECONDS, windowSeconds: WINDOW_SECONDS });

/** Creates the limits from their rules. */
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

/** Limits that permit any number of requests. */
export const NO_LIMITS: Limits = {
  ofAddress: async () => null,
  ofConnection: async () => [],
  failed: async () => null,
  isFailing: async () => false,
};
