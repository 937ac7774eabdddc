import { z } from "zod";
import { ODOO_STATES } from "../../engine/ports/odoo-contact.ts";
import type { CatalogueEntry } from "../../flows/catalogue-entry.ts";
import { json, type RouteDescription } from "./description.ts";

const part = z.object({ state: z.enum(["up", "down"]), detail: z.string().optional() });
const alive = z.object({ status: z.literal("up") });
const readiness = z.object({
  status: z
    .enum(["ready", "degraded", "not ready"])
    .describe(
      "degraded: messages are accepted and wait; the broker or Odoo is unreachable, or the clock differs from the journal's.",
    ),
  parts: z.object({ journal: part, broker: part, odoo: part, configuration: part, clock: part }),
});
const flow = z.object({
  code: z.string(),
  name: z.string(),
  description: z.string(),
  version: z.int(),
  direction: z.enum(["inbound", "outbound"]),
  document_type: z.string(),
  owner: z.string(),
  system_of_record: z.string(),
  timing: z.string(),
  lane: z.enum(["critical", "standard", "bulk"]),
  service_level_seconds: z.int(),
  sensitivity: z.string(),
  retention_days: z.int(),
});
const flowList = z.object({ flows: z.array(flow) });

const hello = z.object({
  product: z.literal("suture"),
  version: z.string(),
  time: z.iso.datetime(),
  odoo: z.object({
    state: z
      .enum([...ODOO_STATES, "unknown"])
      .describe(
        "The result of the latest call to Odoo with the sidecar's key; unknown if no call has ended yet.",
      ),
    at: z.iso.datetime().optional(),
    database: z
      .string()
      .optional()
      .describe(
        "The database reached: the first 16 hexadecimal digits of SHA-256 over `suture <database.uuid>`.",
      ),
    addon: z.string().optional().describe("The addon's version there."),
  }),
});
const helloExample = {
  product: "suture",
  version: "0.1.0",
  time: "2026-11-20T09:30:00.000Z",
  odoo: {
    state: "reached",
    database: "5f1d0c9a7be24c31",
    addon: "19.0.1.0.0",
    at: "2026-11-20T09:29:59.800Z",
  },
} as const;

const up = { state: "up" } as const;
const degradedExample = {
  status: "degraded",
  parts: {
    journal: up,
    broker: up,
    odoo: { state: "down", detail: "documents wait for Odoo" },
    configuration: up,
    clock: up,
  },
};
const readinessContent = json("Readiness", readiness, { "Odoo is unreachable": degradedExample });

/**
 * The descriptions of the routes of `api/platform.ts`, `api/metrics.ts`, `api/nudge.ts`, `api/hello.ts` and `api/catalog.ts`.
 * Anyone may call them.
 */
export const platformDescriptions = (flows: readonly CatalogueEntry[]): readonly RouteDescription[] => [
  {
    method: "get",
    path: "/v1/catalog",
    tag: "About",
    summary: "The catalogue of flows",
    callers: [],
    answers: {
      200: {
        description: "Every flow.",
        content: json("FlowList", flowList, { one: { flows: flows.slice(0, 1) } }),
      },
    },
    problems: ["bad-request"],
  },
  {
    method: "get",
    path: "/healthz",
    tag: "Platform",
    summary: "Is the process running?",
    callers: [],
    answers: {
      200: { description: "It is running.", content: json("Alive", alive, { one: { status: "up" } }) },
    },
    problems: [],
  },
  {
    method: "get",
    path: "/readyz",
    tag: "Platform",
    summary: "Can it accept messages?",
    callers: [],
    answers: {
      200: { description: "ready or degraded.", content: readinessContent },
      503: { description: "not ready.", content: readinessContent },
    },
    problems: [],
  },
  {
    method: "get",
    path: "/v1/hello",
    tag: "Platform",
    summary: "Is this Suture, and does it reach Odoo?",
    description:
      "For *Test Connection* in Odoo. It causes at most one call to Odoo per second, however many requests arrive.",
    callers: [],
    answers: {
      200: { description: "Always.", content: json("Hello", hello, { one: helloExample }) },
    },
    problems: [],
  },
  {
    method: "post",
    path: "/v1/nudge",
    tag: "Platform",
    summary: "Announce new rows in Odoo's outbox",
    description:
      "The body is not read, and the answer contains nothing. Many requests cause at most one check every quarter of a second.",
    callers: [],
    answers: { 204: { description: "Always." } },
    problems: [],
  },
  {
    method: "get",
    path: "/metrics",
    tag: "Platform",
    summary: "Metrics for Prometheus",
    description: "In Prometheus text format. Do not publish them: they contain names of connections.",
    callers: [],
    answers: { 200: { description: "The metrics.", content: { "text/plain": {} } } },
    problems: [],
  },
];
