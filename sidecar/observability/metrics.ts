import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/**
 * What is counted and timed, for Prometheus; docs/operate.md tells what each means. Labels are words of ours (doors, states,
 * reason codes, calls) or codes of configured connections: never a value out of a message, so their number stays small.
 */
export type Metrics = ReturnType<typeof createMetrics>;

/** Seconds: from a quick call to the longest that Odoo is waited for. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const ITEMS = [1, 2, 5, 10, 20, 50, 100, 500];

/** The process's own figures (memory, CPU time, event loop delay, garbage collection) are among them. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "suture_" });
  return { registry, ...counters([registry]), ...histograms([registry]) };
}

const counters = (registers: Registry[]) => ({
  messages: new Counter({
    registers,
    name: "suture_messages_total",
    help: "Messages taken in, duplicates among them.",
    labelNames: ["door", "connection", "outcome"] as const,
  }),
  refused: new Counter({
    registers,
    name: "suture_refused_total",
    help: "What was turned away at a door.",
    labelNames: ["door", "reason"] as const,
  }),
  attempts: new Counter({
    registers,
    name: "suture_document_attempts_total",
    help: "Attempts at documents, by the state that each ended in.",
    labelNames: ["state", "reason"] as const,
  }),
  outboxTaken: new Counter({
    registers,
    name: "suture_outbox_taken_total",
    help: "Rows taken from Odoo's outbox.",
    labelNames: ["kind"] as const,
  }),
});

const histograms = (registers: Registry[]) => ({
  odooCalls: new Histogram({
    registers,
    name: "suture_odoo_call_duration_seconds",
    help: "Calls of Odoo, by what came of them.",
    labelNames: ["call", "outcome"] as const,
    buckets: SECONDS,
  }),
  odooBatch: new Histogram({
    registers,
    name: "suture_odoo_batch_documents",
    help: "Documents in one call of Odoo.",
    labelNames: ["call"] as const,
    buckets: ITEMS,
  }),
  work: new Histogram({
    registers,
    name: "suture_work_duration_seconds",
    help: "Work on one batch out of a queue.",
    labelNames: ["work", "outcome"] as const,
    buckets: SECONDS,
  }),
  deliveries: new Histogram({
    registers,
    name: "suture_delivery_duration_seconds",
    help: "Attempts to hand something to a partner.",
    labelNames: ["connection", "kind", "outcome"] as const,
    buckets: [0.1, 1, 5, 30],
  }),
});
