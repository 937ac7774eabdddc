import type { BreakerState } from "../ports/health.ts";
import type { Circuit } from "../records.ts";
import { jitter, LONGEST_RETRY_AFTER_SECONDS } from "./retry.ts";

/** The thresholds and delays of a circuit breaker, for one kind of target. */
export type BreakerPolicy = {
  /** The number of consecutive failures that opens the breaker. */
  readonly consecutive: number;
  /**
   * The number of recent outcomes considered, and the share of failures among them that opens the breaker. The share is
   * not considered before that many outcomes are known.
   */
  readonly window: number;
  readonly share: number;
  /**
   * The delay between probes. `base` is the first step in seconds; the step doubles with each failed probe, up to
   * `cap`. Each delay is random between 0.1 seconds and the step (full jitter).
   */
  readonly probe: { readonly base: number; readonly cap: number };
  /** The longest `Retry-After` that is respected, in seconds. */
  readonly longestRetryAfter: number;
};

export const BREAKERS = {
  odoo: {
    consecutive: 3,
    window: 20,
    share: 0.5,
    probe: { base: 1, cap: 10 },
    longestRetryAfter: LONGEST_RETRY_AFTER_SECONDS.odoo,
  },
  partner: {
    consecutive: 3,
    window: 20,
    share: 0.5,
    probe: { base: 15, cap: 600 },
    longestRetryAfter: LONGEST_RETRY_AFTER_SECONDS.partner,
  },
} as const satisfies Record<string, BreakerPolicy>;

export const closedCircuit: Circuit = { outcomes: "", openSince: null, probes: 0, probeAt: null };

type Time = { readonly now: Date; readonly random: () => number };

/**
 * Returns the circuit after a response: closed if it was open, otherwise with the outcome added. Any response,
 * regardless of its content, proves that the target is reachable.
 */
export function answered(circuit: Circuit, policy: BreakerPolicy): Circuit {
  if (circuit.openSince !== null) return closedCircuit;
  return { ...circuit, outcomes: `${circuit.outcomes}s`.slice(-policy.window) };
}

/**
 * Returns the circuit after a failed call, which was the probe if the circuit is open. If the target stated a time to
 * retry, the circuit opens at once, and the target is not called before that time.
 */
export function failed(
  circuit: Circuit,
  policy: BreakerPolicy,
  time: Time,
  retryAfterSeconds: number | null = null,
): Circuit {
  const outcomes = `${circuit.outcomes}f`.slice(-policy.window);
  const open = circuit.openSince !== null || opens(outcomes, policy) || retryAfterSeconds !== null;
  if (!open) return { ...circuit, outcomes };
  const probes = circuit.openSince === null ? 0 : circuit.probes + 1;
  const asked = Math.min(retryAfterSeconds ?? 0, policy.longestRetryAfter) * 1000;
  const wait = Math.max(asked, jitter(policy.probe, probes + 1, time.random));
  return {
    outcomes,
    openSince: circuit.openSince ?? time.now,
    probes,
    probeAt: new Date(time.now.getTime() + wait),
  };
}

function opens(outcomes: string, { consecutive, window, share }: BreakerPolicy): boolean {
  if (outcomes.endsWith("f".repeat(consecutive))) return true;
  const failures = outcomes.split("f").length - 1;
  return outcomes.length >= window && failures >= window * share;
}

/**
 * Permission for one call. The caller reports the outcome once: `answered`, `failed`, or `dropped` if the outcome says
 * nothing about the target.
 */
export type Pass = {
  answered(): void;
  failed(retryAfterSeconds?: number | null): void;
  dropped(): void;
};

/** A circuit breaker in the memory of this process. */
export type Breaker = {
  state(): BreakerState;
  /** Returns whether the breaker is open or half-open, so that only the probe may call. */
  isOpen(): boolean;
  openSince(): Date | null;
  /** Records a failed call. The failure is ignored while the breaker is open, because only the probe decides then. */
  failed(retryAfterSeconds?: number | null): void;
  succeeded(): void;
  /**
   * Requests permission for a call. While the breaker is closed, permission is always granted; while it is open, only
   * to one probe at a time, once the probe is due. Returns null if permission is not granted.
   */
  admit(): Pass | null;
};

export type BreakerParts = {
  readonly policy: BreakerPolicy;
  readonly clock: () => Date;
  readonly random: () => number;
  readonly onOpen: () => void;
  /** Called after the breaker has closed because the target responded. */
  readonly onClose: () => void;
};

export function createBreaker({ policy, clock, random, onOpen, onClose }: BreakerParts): Breaker {
  let circuit = closedCircuit;
  let probe: Pass | null = null;
  const fail = (retryAfterSeconds: number | null = null) => {
    const wasOpen = circuit.openSince !== null;
    circuit = failed(circuit, policy, { now: clock(), random }, retryAfterSeconds);
    if (!wasOpen && circuit.openSince !== null) onOpen();
  };
  const succeed = () => {
    const wasOpen = circuit.openSince !== null;
    circuit = answered(circuit, policy);
    probe = null;
    if (wasOpen) onClose();
  };
  // A call that began before the breaker opened adds no information when it fails; only the probe decides.
  const failedWhileClosed = (retryAfterSeconds: number | null = null) => {
    if (circuit.openSince === null) fail(retryAfterSeconds);
  };
  const startProbe = (): Pass => {
    const ending = (then: () => void) => {
      if (probe !== pass) return;
      probe = null;
      then();
    };
    const pass: Pass = {
      answered: () => ending(succeed),
      failed: (retryAfterSeconds = null) => ending(() => fail(retryAfterSeconds)),
      dropped: () => ending(() => {}),
    };
    probe = pass;
    return pass;
  };
  return {
    state: () => (circuit.openSince === null ? "closed" : probe === null ? "open" : "half-open"),
    isOpen: () => circuit.openSince !== null,
    openSince: () => circuit.openSince,
    failed: failedWhileClosed,
    succeeded: succeed,
    admit: () => {
      if (circuit.openSince === null)
        return { answered: succeed, failed: failedWhileClosed, dropped: () => {} };
      const due = circuit.probeAt === null || circuit.probeAt <= clock();
      return due && probe === null ? startProbe() : null;
    },
  };
}
