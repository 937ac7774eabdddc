import { Gauge, type Registry } from "prom-client";
import type { Backlog } from "../engine/ports/health.ts";
import type { Clock } from "../engine/ports/runtime.ts";

/** The minimum interval in milliseconds between queries to the journal, regardless of how often metrics are scraped. */
const FRESH_MS = 5000;

/** Returns whether each component of the sidecar is up, as `/readyz` reports it. */
type PartStates = () => Promise<readonly (readonly [part: string, up: boolean])[]>;

/** Registers gauges that are read on each scrape: the unfinished work in the journal, and whether each component is up. */
export function backlogMetrics(
  registry: Registry,
  parts: { readonly backlog: () => Promise<Backlog>; readonly states: PartStates; readonly clock: Clock },
): void {
  const read = remembered(parts.backlog, parts.clock);
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    rows: () => Promise<readonly (readonly [Record<Label, string>, number])[]>,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        this.reset();
        for (const [labels, value] of await rows()) this.set(labels, value);
      },
    });

  gauge("suture_part_up", "1 if a part answers, otherwise 0.", ["part"], async () =>
    (await parts.states()).map(([part, up]) => [{ part }, up ? 1 : 0]),
  );
  gauge("suture_documents", "Unfinished documents.", ["lane", "state", "reason"], async () =>
    (await read()).documents.map(({ lane, state, reason, count }) => [{ lane, state, reason }, count]),
  );
  gauge(
    "suture_oldest_document_seconds",
    "Age of the oldest unfinished document.",
    ["lane", "state", "reason"],
    async () =>
      (await read()).documents.map(({ lane, state, reason, oldestSeconds }) => [
        { lane, state, reason },
        oldestSeconds,
      ]),
  );
  gauge("suture_backlog", "Waiting items other than documents.", ["what"], async () =>
    (await read()).others.map(({ what, count }) => [{ what }, count]),
  );
  gauge("suture_backlog_oldest_seconds", "Age of the oldest waiting item.", ["what"], async () =>
    (await read()).others.map(({ what, oldestSeconds }) => [{ what }, oldestSeconds]),
  );
}

const NOTHING_KNOWN: Backlog = { documents: [], others: [] };

/**
 * Returns a function that reads the backlog at most once per `FRESH_MS` milliseconds, and returns the same result in between.
 * While the journal is unreachable, it returns an empty backlog, because missing values are better than outdated ones.
 */
function remembered(read: () => Promise<Backlog>, clock: Clock): () => Promise<Backlog> {
  let at = Number.NEGATIVE_INFINITY;
  let known: Promise<Backlog> = Promise.resolve(NOTHING_KNOWN);
  return () => {
    const now = clock().getTime();
    if (now - at >= FRESH_MS) {
      at = now;
      known = read().catch(() => NOTHING_KNOWN);
    }
    return known;
  };
}
