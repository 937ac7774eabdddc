import { type QueueDepths, WORKS, type Work } from "../ports/broker.ts";
import type { Backlog, BreakerHealth, SidecarHealth } from "../ports/health.ts";

/**
 * The sources of the health report: fixed values, and functions that read the current ones. Each function reads from
 * memory or waits only briefly.
 */
export type HealthSources = {
  readonly instance: string;
  readonly version: string;
  readonly startedAt: Date;
  /** Returns the backlog, or null if the journal is unreachable. */
  readonly backlog: () => Promise<Backlog | null>;
  readonly depths: () => Promise<QueueDepths>;
  readonly breakers: () => Promise<readonly BreakerHealth[]>;
  readonly parts: () => Promise<SidecarHealth["parts"]>;
  /**
   * Returns, for each kind of work, the number of running calls to Odoo (null if this work makes no calls) and the
   * number of queues assigned to this sidecar.
   */
  readonly working: () => Readonly<Partial<Record<Work, { calls: number | null; partitions: number }>>>;
};

/** The states whose documents are not counted for a lane: exceptions, and documents that wait for approval. */
const WITHOUT_LANE: readonly string[] = ["attention", "staged"];

export async function readHealth(sources: HealthSources): Promise<SidecarHealth> {
  const [backlog, depths, breakers, parts] = await Promise.all([
    sources.backlog(),
    sources.depths(),
    sources.breakers(),
    sources.parts(),
  ]);
  const { instance, version, startedAt } = sources;
  const working = sources.working();
  const waiting = backlog?.documents.filter(({ reason }) => reason === "ODOO_UNAVAILABLE");
  return {
    instance,
    version,
    startedAt,
    parts,
    breakers,
    deadLetters: depths?.dead ?? null,
    waitingForOdoo: waiting ? sum(waiting.map(({ count }) => count)) : null,
    lanes: WORKS.map((lane) => ({
      lane,
      ...unfinished(backlog, lane),
      queued: depths?.[lane] ?? null,
      calls: working[lane]?.calls ?? null,
      partitions: working[lane]?.partitions ?? null,
    })),
  };
}

/**
 * Returns the number of unfinished documents of a lane (for "decode", of undecoded messages) and the age of the oldest
 * one in seconds. Both are null if unknown. They are always null for `contended`, because the backlog counts each
 * document in the lane of its flow, even if it competes for records.
 */
function unfinished(backlog: Backlog | null, lane: Work) {
  if (backlog === null || lane === "contended") return { documents: null, oldestSeconds: null };
  const { documents, others } = backlog;
  const found =
    lane === "decode"
      ? others.filter(({ what }) => what === "undecoded")
      : documents.filter((each) => each.lane === lane && !WITHOUT_LANE.includes(each.state));
  return {
    documents: sum(found.map(({ count }) => count)),
    oldestSeconds: Math.round(Math.max(0, ...found.map(({ oldestSeconds }) => oldestSeconds))),
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

/**
 * Returns those values of the health whose changes are reported at once, as a text for comparison: the states of the
 * circuit breakers and of the sidecar's components, and the number of dead letters.
 */
export function alarmsOf({ breakers, parts, deadLetters }: SidecarHealth): string {
  return JSON.stringify([breakers.map(({ target, state }) => [target, state]), parts, deadLetters]);
}
