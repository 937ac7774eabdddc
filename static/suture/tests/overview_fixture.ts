import type {
  Answer,
  Domain,
  FlowRow,
  FlowsData,
  HealthData,
  MoneyData,
} from "../src/overview/overview_types.ts";

/** The server's response for a week of a small hospital. Instants are relative to 2026-11-20 12:00 UTC. */

export const domain = (name: string): Domain => [["name", "=", name]];
const domains = (of: string): FlowRow["domains"] => ({
  arrived: domain(`${of} arrived`),
  done: domain(`${of} done`),
  moving: domain(`${of} moving`),
  waiting: domain(`${of} waiting`),
  attention: domain(`${of} attention`),
  late: domain(`${of} late`),
});

export const flows: FlowsData = {
  edges: ["2026-11-19T00:00:00Z", "2026-11-20T00:00:00Z"],
  rows: [
    {
      id: 7,
      name: "Order response",
      help: "What suppliers answer.",
      direction: "inbound",
      arrived: 12,
      done: 9,
      moving: 0,
      waiting: 1,
      attention: 2,
      late: 1,
      before: 8,
      series: [4, 8],
      p95: 90,
      domains: domains("response"),
    },
    {
      id: false,
      name: "No flow",
      help: "What could not be read.",
      direction: "",
      arrived: 0,
      done: 0,
      moving: 0,
      waiting: 0,
      attention: 3,
      late: 0,
      before: 0,
      series: [0, 0],
      p95: null,
      domains: domains("none"),
    },
  ],
  totals: {
    arrived: 12,
    done: 9,
    moving: 0,
    waiting: 1,
    attention: 5,
    late: 1,
    before: 8,
    domains: domains("all"),
  },
};

export const money: MoneyData = {
  stuck: [{ currency_id: 1, amount: 1234.5, count: 2, domain: domain("stuck") }],
  reasons: [
    { currency_id: 1, amount: 1234.5, count: 2, reason: "Price differs", domain: domain("price differs") },
  ],
};

export const health: HealthData = {
  sidecars: [
    {
      id: 1,
      instance: "machine:8080",
      version: "0.1.0",
      started_at: null,
      told_at: "2026-11-20T11:59:00Z",
      silent: false,
      dead_letters: 4,
      waiting_for_odoo: null,
      parts: { odoo: true, journal: false },
      lanes: [
        { lane: "critical", documents: 3, oldest_seconds: 70, queued: 2, calls: 1, partitions: 2 },
        { lane: "contended", documents: null, oldest_seconds: null, queued: null, calls: 0, partitions: 2 },
      ],
      breakers: [
        { target: "odoo", state: "closed", since: null, next_attempt_at: null },
        { target: "edi-a", state: "open", since: "2026-11-20T11:00:00Z", next_attempt_at: null },
      ],
    },
    {
      id: 2,
      instance: "gone:8080",
      version: "0.1.0",
      started_at: null,
      told_at: "2026-11-20T09:00:00Z",
      silent: true,
      breakers: [],
    },
  ],
  connections: [
    {
      id: 5,
      name: "Harbor EDI",
      code: "edi-a",
      last_contact_at: "2026-11-20T11:59:00Z",
      last_inbound_at: "2026-11-20T11:00:00Z",
      last_outbound_at: null,
      reachable: false,
      unreachable_since: "2026-11-20T11:00:00Z",
      next_attempt_at: null,
      trouble: null,
      not_served: null,
    },
    {
      id: 6,
      name: "Birch EDI",
      code: "edi-b",
      last_contact_at: null,
      last_inbound_at: null,
      last_outbound_at: null,
      reachable: false,
      unreachable_since: null,
      next_attempt_at: null,
      not_served: null,
      trouble: "Add 10.1.2.3/32 to SUTURE_ALLOWED_TARGETS.",
    },
  ],
  differences: [],
  keys: [
    { id: 1, name: "old", user: "Suture", expires_at: "2026-11-19T00:00:00Z", days_left: -1 },
    { id: 2, name: "new", user: "Suture", expires_at: "2026-12-30T00:00:00Z", days_left: 40 },
  ],
};

export const data: Record<string, object> = { flows, money, health };

export function answerOf(section: Answer["section"], more: Partial<Answer> = {}): Answer {
  return {
    section,
    sections: ["flows", "money", "health"],
    period: "week",
    told_at: "2026-11-20T12:00:00Z",
    company_id: null,
    companies: [{ id: 1, name: "Northfield Health" }],
    data: data[section] ?? {},
    ...more,
  };
}
