import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/**
 * The metrics for Prometheus; docs/operate.md explains each one. Labels are fixed words (endpoints, states, reason codes, calls)
 * or codes of configured connections, never a value from a message, so that the number of time series stays small.
 */
export type Metrics = ReturnType<typeof createMetrics>;

/**
 * The upper bounds of histogram buckets for durations, in seconds. They range from a fast call to the default timeout for Odoo.
 */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const ITEMS = [1, 2, 5, 10, 20, 50, 100, 500];

/** Creates the metrics, including metrics of the process itself (memory, CPU time, event-loop delay, garbage collection). */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "suture_" });
  return { registry, ...counters([registry]), ...histograms([registry]) };
}

const counters = (registers: Registry[]) => ({
  messages: new Counter({
    registers,
    name: "suture_messages_total",
    help: "Received messages, including duplicates.",
    labelNames: ["door", "connection", "outcome"] as const,
  }),
  refused: new Counter({
    registers,
    name: "suture_refused_total",
    help: "Refused requests and messages at an endpoint.",
    labelNames: ["door", "reason"] as const,
  }),
  attempts: new Counter({
    registers,
    name: "suture_document_attempts_total",
    help: "Attempts at documents, by the resulting state.",
    labelNames: ["state", "reason"] as const,
  }),
  outboxTaken: new Counter({
    registers,
    name: "suture_outbox_taken_total",
    help: "Rows read from Odoo's outbox.",
    labelNames: ["kind"] as const,
  }),
});

const histograms = (registers: Registry[]) => ({
  odooCalls: new Histogram({
    registers,
    name: "suture_odoo_call_duration_seconds",
    help: "Calls to Odoo, by outcome.",
    labelNames: ["call", "outcome"] as const,
    buckets: SECONDS,
  }),
  odooBatch: new Histogram({
    registers,
    name: "suture_odoo_batch_documents",
    help: "Documents in one call to Odoo.",
    labelNames: ["call"] as const,
    buckets: ITEMS,
  }),
  work: new Histogram({
    registers,
    name: "suture_work_duration_seconds",
    help: "Processing of one batch from a queue.",
    labelNames: ["work", "outcome"] as const,
    buckets: SECONDS,
  }),
  deliveries: new Histogram({
    registers,
    name: "suture_delivery_duration_seconds",
    help: "Attempts to deliver to a partner.",
    labelNames: ["connection", "kind", "outcome"] as const,
    buckets: [0.1, 1, 5, 30],
  }),
});
