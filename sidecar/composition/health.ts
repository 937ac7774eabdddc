import { hostname } from "node:os";
import { VERSION } from "../api/openapi/version.ts";
import { type Checks, statesOf } from "../api/platform.ts";
import type { Consumer } from "../broker/consumer.ts";
import { workQueues } from "../broker/topology.ts";
import { type Lanes, observeLanes } from "../engine/model/lanes.ts";
import { type HealthSources, readHealth } from "../engine/odoo-sync/health.ts";
import { startHealthReporter } from "../engine/odoo-sync/health-reporter.ts";
import { WORKS, type Work } from "../engine/ports/broker.ts";
import type { BreakerHealth, SidecarHealth } from "../engine/ports/health.ts";
import type { Breaker } from "../engine/resilience/breaker.ts";
import type { Loop } from "../engine/resilience/loop.ts";
import type { Base } from "./base.ts";

/** The components whose state is reported by `/readyz`, by `/metrics` and to Odoo, in addition to the components in `Base`. */
export type Working = {
  readonly breaker: Breaker;
  readonly consumer: Pick<Consumer, "connected">;
  readonly lanes: Lanes;
  /** The names of all queues, in the order in which sidecars divide them among themselves. */
  readonly queues: readonly string[];
};

export function checksOf(
  { journal, publisher, connections, time }: Base,
  { breaker, consumer }: Working,
): Checks {
  return {
    journal: () =>
      journal.ping().then(
        () => ({ state: "up" }) as const,
        () => ({ state: "down", detail: "PostgreSQL does not answer" }) as const,
      ),
    broker: () => ({ state: publisher.connected() && consumer.connected() ? "up" : "down" }),
    odoo: () =>
      breaker.isOpen()
        ? { state: "down", detail: `documents wait for Odoo since ${breaker.openSince()?.toISOString()}` }
        : { state: "up" },
    configuration: () => ({ state: connections.known() ? "up" : "down" }),
    clock: () => (time.isSure() ? { state: "up" } : { state: "down", detail: clockDetail(time.drift()) }),
  };
}

/**
 * Returns the text for a clock that is not reliable, because the clocks differ or have not been compared recently. `drift` is the
 * last known difference in milliseconds.
 */
function clockDetail(drift: number): string {
  const seconds = Math.round(Math.abs(drift) / 1000);
  return `this host's clock is ${seconds} s ${drift < 0 ? "behind" : "ahead of"} the journal's; until they agree, nothing is given up, raised as overdue or removed`;
}

/**
 * Returns the state of all circuit breakers. Each sidecar has its own circuit breaker for Odoo; all sidecars share the circuit
 * breakers for partners.
 */
export async function breakersOf({ journal }: Base, { breaker }: Working): Promise<BreakerHealth[]> {
  const odoo = { target: "odoo", state: breaker.state(), since: breaker.openSince(), nextAttemptAt: null };
  // While the journal is unreachable, the circuit breakers of partners are unknown, and nothing is sent to partners.
  const known = await journal.watchedCircuits().catch(() => []);
  const partners = known.map(
    ({ target, openSince, probeAt }): BreakerHealth => ({
      target,
      state: openSince === null ? "closed" : "open",
      since: openSince,
      nextAttemptAt: probeAt,
    }),
  );
  return [odoo, ...partners];
}

/** Returns, by kind of work, the number of queues that are assigned to this sidecar. */
export function partitionsOf({ members }: Base, { queues }: Working): Record<Work, number> {
  const mine = (work: Work) =>
    workQueues(work).filter((queue) => members.isMine(queues.indexOf(queue))).length;
  return Object.fromEntries(WORKS.map((work) => [work, mine(work)])) as Record<Work, number>;
}

export function startHealth(base: Base, working: Working): Loop {
  const { odoo, clock, log, settings, journal, publisher } = base;
  const checks = checksOf(base, working);
  const sources: HealthSources = {
    instance: instanceName(hostname(), settings.SUTURE_HTTP_PORT),
    version: VERSION,
    startedAt: clock(),
    backlog: () => journal.backlog().catch(() => null),
    depths: () => publisher.depths().catch(() => null),
    breakers: () => breakersOf(base, working),
    parts: async () =>
      Object.fromEntries(
        (await statesOf(checks)).map(([part, { state }]) => [part, state]),
      ) as SidecarHealth["parts"],
    working: () => workingOf(base, working),
  };
  return startHealthReporter({
    read: () => readHealth(sources),
    odoo,
    breaker: working.breaker,
    clock,
    log,
  });
}

function workingOf(base: Base, working: Working): ReturnType<HealthSources["working"]> {
  const partitions = partitionsOf(base, working);
  const calls = new Map<Work, number>(observeLanes(working.lanes).map(({ lane, calls }) => [lane, calls]));
  return Object.fromEntries(
    WORKS.map((work) => [work, { calls: calls.get(work) ?? null, partitions: partitions[work] }]),
  );
}

/** Returns the name of this sidecar in reports. Characters that Odoo would refuse are replaced; host names rarely contain any. */
export const instanceName = (host: string, port: number): string =>
  `${host.replace(/[^A-Za-z0-9._-]/g, "-").slice(0, 150)}:${port}`;
