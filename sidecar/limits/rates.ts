import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

/** The state of one limit, as the response header `RateLimit` reports it (draft-ietf-httpapi-ratelimit-headers-10). */
export type Allowance = {
  readonly policy: "connection" | "address" | "failures" | "daily";
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** The number of seconds until the next window begins. */
  readonly resetSeconds: number;
  /** Whether the counted request exceeds the limit. */
  readonly isOver: boolean;
};

/** A limit on the number of requests per key, for example per address. */
export type Rate = {
  take(key: string): Promise<Allowance>;
  /** Returns whether the limit of a key is used up, without counting anything. */
  isSpent(key: string): Promise<boolean>;
};

export type RateRules = Pick<Allowance, "policy" | "quota" | "windowSeconds">;

/**
 * Creates a limit of `quota` requests per key and window. Requests are counted in the memory of this process, so that senders do
 * not wait for a query.
 */
export function createRate({ policy, quota, windowSeconds }: RateRules): Rate {
  const limiter = new RateLimiterMemory({ keyPrefix: policy, points: quota, duration: windowSeconds });
  const allowance = ({ remainingPoints, msBeforeNext }: RateLimiterRes, isOver: boolean): Allowance => ({
    policy,
    quota,
    windowSeconds,
    remaining: Math.max(0, remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
    isOver,
  });
  return {
    take: (key) =>
      limiter.consume(key).then(
        (left) => allowance(left, false),
        (left: unknown) => {
          if (left instanceof RateLimiterRes) return allowance(left, true);
          throw left;
        },
      ),
    isSpent: async (key) => {
      const state = await limiter.get(key);
      return state !== null && state.remainingPoints <= 0;
    },
  };
}
