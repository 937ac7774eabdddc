import { type Breaker, type BreakerParts, createBreaker } from "../../sidecar/engine/resilience/breaker.ts";

/** Creates a circuit breaker that opens after a single failure and can be probed immediately. */
export function testBreaker(given: Partial<BreakerParts> = {}): Breaker {
  const probe = { base: 0, cap: 0 };
  return createBreaker({
    policy: { consecutive: 1, window: 10, share: 0.5, probe, longestRetryAfter: 600 },
    clock: passingClock(),
    random: () => 0,
    onOpen: () => {},
    onClose: () => {},
    ...given,
  });
}

/** Creates a clock that advances by one second each time it is read. */
function passingClock(): () => Date {
  let now = Date.parse("2026-11-20T10:00:00Z");
  return () => {
    now += 1000;
    return new Date(now);
  };
}
