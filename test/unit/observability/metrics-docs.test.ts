import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { backlogMetrics } from "../../../sidecar/observability/backlog-metrics.ts";
import { createMetrics } from "../../../sidecar/observability/metrics.ts";
import { workingMetrics } from "../../../sidecar/observability/working-metrics.ts";

const root = join(import.meta.dirname, "../../..");
const { registry } = createMetrics();
backlogMetrics(registry, {
  backlog: async () => ({ documents: [], others: [] }),
  states: async () => [],
  clock: () => new Date(0),
});
workingMetrics(registry, {
  lanes: () => [],
  partitions: () => ({}),
  rooms: () => [],
  sockets: () => [],
  breakers: async () => [],
  depths: async () => null,
  inbound: () => ({ stuckSeconds: 0, retries: 0 }),
});
const names = registry.getMetricsAsArray().map(({ name }) => name);

/** The names of the metrics in a text, without the suffixes of histograms. */
const namedIn = (file: string): string[] => [
  ...new Set(
    [...readFileSync(join(root, file), "utf8").matchAll(/\bsuture_[a-z0-9]+(?:_[a-z0-9]+)*\b/g)].map(
      ([name]) => name.replace(/_(count|sum|bucket)$/, ""),
    ),
  ),
];

it.each(["deploy/prometheus/suture.rules.yml"])("%s uses existing figures", (file) => {
  expect(namedIn(file).length).toBeGreaterThan(5);
  expect(namedIn(file).filter((name) => !names.includes(name))).toEqual([]);
});

it("the runbook describes every figure", () => {
  const described = namedIn("docs/operate.md");
  const ours = names.filter((name) => !/^suture_(process|nodejs)_/.test(name));
  expect(ours.filter((name) => !described.includes(name))).toEqual([]);
  expect(described.filter((name) => !names.includes(name) && name !== "suture_demo")).toEqual([]);
});
