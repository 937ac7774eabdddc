import { describe, expect, it } from "vitest";
import { metricsRoutes } from "../../../sidecar/api/metrics.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { Backlog } from "../../../sidecar/engine/ports/health.ts";
import type { Arrival } from "../../../sidecar/engine/ports/intake.ts";
import type { Rejection } from "../../../sidecar/engine/ports/journal/access.ts";
import type { Odoo } from "../../../sidecar/engine/ports/odoo.ts";
import type { Sending } from "../../../sidecar/engine/ports/transport.ts";
import type { Delivery, Outcome } from "../../../sidecar/engine/records.ts";
import { DeliveryFailure, OdooFailure } from "../../../sidecar/engine/resilience/failures.ts";
import type { Journal } from "../../../sidecar/journal/journal.ts";
import { backlogMetrics } from "../../../sidecar/observability/backlog-metrics.ts";
import {
  measuredEndpoint,
  measuredJournal,
  measuredOdoo,
  measuredTransport,
  measuredWork,
} from "../../../sidecar/observability/measured.ts";
import { createMetrics, type Metrics } from "../../../sidecar/observability/metrics.ts";
import { type WorkingSources, workingMetrics } from "../../../sidecar/observability/working-metrics.ts";
import { tinyConnection } from "../../support/tiny.ts";
import { textTerm } from "../../support/told.ts";
import { serve } from "../api/routes.ts";

/** Returns the lines of one metric in the format of Prometheus. */
async function lines({ registry }: Metrics, name: string): Promise<string[]> {
  const text = await registry.metrics();
  return text.split("\n").filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

const connections = createConnections({ version: "1", connections: [tinyConnection()] });
const openIntake = async () => null;
const arrival = (connection: string | null) => ({ connection }) as Arrival;

describe("an endpoint", () => {
  it("counts accepted messages by outcome, without a label for unknown connections", async () => {
    const metrics = createMetrics();
    const intake = async () => [
      { id: "1", status: "accepted", problem: null } as const,
      { id: "1", status: "duplicate", problem: null } as const,
    ];
    const door = measuredEndpoint(metrics, "amqp", {
      intake,
      openIntake,
      journal: {} as Journal,
      connections,
    });
    await door.intake(arrival("tiny"));
    await door.intake(arrival("tiny"));
    for (const stranger of ["SECRET-1", "SECRET-2", null]) await door.intake(arrival(stranger));
    expect(await lines(metrics, "suture_messages_total")).toEqual([
      'suture_messages_total{door="amqp",connection="tiny",outcome="accepted"} 2',
      'suture_messages_total{door="amqp",connection="tiny",outcome="duplicate"} 2',
      'suture_messages_total{door="amqp",connection="unknown",outcome="accepted"} 3',
      'suture_messages_total{door="amqp",connection="unknown",outcome="duplicate"} 3',
    ]);
  });

  it("does not count what was not stored", async () => {
    const metrics = createMetrics();
    const intake = () => Promise.reject(new Error("away"));
    const door = measuredEndpoint(metrics, "edi", {
      intake,
      openIntake,
      journal: {} as Journal,
      connections,
    });
    await expect(door.intake(arrival("tiny"))).rejects.toThrow("away");
    expect(await lines(metrics, "suture_messages_total")).toEqual([]);
  });

  it("counts refusals, and stores the evidence as before", async () => {
    const metrics = createMetrics();
    const kept: Rejection[] = [];
    const journal = { insertRejection: async (one: Rejection) => void kept.push(one) } as unknown as Journal;
    const door = measuredEndpoint(metrics, "edi", {
      openIntake,
      intake: async () => [],
      journal,
      connections,
    });
    const rejection = { reason: "unauthorized", remote: "SECRET" } as Rejection;
    await door.journal.insertRejection(rejection);
    expect(kept).toEqual([rejection]);
    expect(await lines(metrics, "suture_refused_total")).toEqual([
      'suture_refused_total{door="edi",reason="unauthorized"} 1',
    ]);
  });
});

describe("the parts", () => {
  it("the journal: attempts at documents by outcome, and everything is passed through", async () => {
    const metrics = createMetrics();
    const calls: unknown[][] = [];
    const settle = async (...args: unknown[]) => void calls.push(args);
    const journal = measuredJournal({ settle } as unknown as Journal, metrics);
    const outcomes = [{ state: "done" }, { state: "waiting", reasonCode: "ODOO_UNAVAILABLE" }] as Outcome[];
    await journal.settle(outcomes, [], []);
    expect(calls).toEqual([[outcomes, [], []]]);
    expect(await lines(metrics, "suture_document_attempts_total")).toEqual([
      'suture_document_attempts_total{state="done",reason=""} 1',
      'suture_document_attempts_total{state="waiting",reason="ODOO_UNAVAILABLE"} 1',
    ]);
  });

  it("Odoo: each call by its outcome, and the size of its batch", async () => {
    const metrics = createMetrics();
    const odoo = measuredOdoo(
      {
        apply: async () => [],
        read: () => Promise.reject(new OdooFailure("unavailable", textTerm("SECRET"))),
        outboxTake: async () => [{ kind: "command" }],
      } as unknown as Odoo,
      metrics,
    );
    await odoo.apply([]);
    await odoo.outboxTake(1, 1);
    await expect(odoo.read({})).rejects.toThrow(OdooFailure);
    expect(await lines(metrics, "suture_odoo_call_duration_seconds_count")).toEqual([
      'suture_odoo_call_duration_seconds_count{call="apply",outcome="ok"} 1',
      'suture_odoo_call_duration_seconds_count{call="outboxTake",outcome="ok"} 1',
      'suture_odoo_call_duration_seconds_count{call="read",outcome="unavailable"} 1',
    ]);
    expect(await lines(metrics, "suture_odoo_batch_documents_count")).toHaveLength(1);
    expect(await lines(metrics, "suture_outbox_taken_total")).toEqual([
      'suture_outbox_taken_total{kind="command"} 1',
    ]);
    expect(await metrics.registry.metrics()).not.toContain("SECRET");
  });

  it.each([
    ["delivered", null],
    ["repeated", new DeliveryFailure("partner-unreachable", textTerm("it answered 503"))],
    ["refused", new DeliveryFailure("partner-refuses", textTerm("it answered 401"))],
  ])("deliveries: %s", async (outcome, failure) => {
    const metrics = createMetrics();
    const transport = measuredTransport(async () => {
      if (failure) throw failure;
    }, metrics);
    const sent = transport({ kind: "document" } as Delivery, tinyConnection(), {} as Sending);
    if (failure) await expect(sent).rejects.toBe(failure);
    else await sent;
    expect(await lines(metrics, "suture_delivery_duration_seconds_count")).toEqual([
      `suture_delivery_duration_seconds_count{connection="tiny",kind="document",outcome="${outcome}"} 1`,
    ]);
  });

  it("work: each batch, and a failure is rethrown", async () => {
    const metrics = createMetrics();
    await measuredWork("apply", async () => {}, metrics)(["1"]);
    const failing = measuredWork("decode", () => Promise.reject(new Error("away")), metrics);
    await expect(failing(["1"])).rejects.toThrow("away");
    expect(await lines(metrics, "suture_work_duration_seconds_count")).toEqual([
      'suture_work_duration_seconds_count{work="apply",outcome="ok"} 1',
      'suture_work_duration_seconds_count{work="decode",outcome="error"} 1',
    ]);
  });
});

const waiting: Backlog = {
  documents: [{ lane: "critical", state: "attention", reason: "UNKNOWN_ITEM", count: 3, oldestSeconds: 90 }],
  others: [{ what: "undecoded", count: 2, oldestSeconds: 5 }],
};

function gauges(answers: (Backlog | Error)[]) {
  const metrics = createMetrics();
  const time = { now: 0, reads: 0 };
  backlogMetrics(metrics.registry, {
    backlog: async () => {
      const answer = answers[time.reads];
      time.reads += 1;
      if (!answer || answer instanceof Error) throw answer;
      return answer;
    },
    states: async () => [
      ["odoo", false],
      ["journal", true],
    ],
    clock: () => new Date(time.now),
  });
  return { metrics, time };
}

describe("GET /metrics", () => {
  it("shows unfinished work and the state of the parts in Prometheus' text format", async () => {
    const { metrics } = gauges([waiting]);
    const { status, headers, text } = await serve(metricsRoutes(metrics.registry)).get("/metrics");
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(text.split("\n")).toEqual(
      expect.arrayContaining([
        "# TYPE suture_documents gauge",
        'suture_documents{lane="critical",state="attention",reason="UNKNOWN_ITEM"} 3',
        'suture_oldest_document_seconds{lane="critical",state="attention",reason="UNKNOWN_ITEM"} 90',
        'suture_backlog{what="undecoded"} 2',
        'suture_backlog_oldest_seconds{what="undecoded"} 5',
        'suture_part_up{part="odoo"} 0',
        'suture_part_up{part="journal"} 1',
      ]),
    );
    expect(text).toMatch(/^suture_nodejs_eventloop_lag_seconds \d/m);
    expect(text).toMatch(/^suture_process_resident_memory_bytes \d/m);
  });

  it("names everything suture_, with a help text", async () => {
    const text = await gauges([waiting]).metrics.registry.metrics();
    const names = [...text.matchAll(/^# HELP (\S+) (.+)$/gm)].map(([, name]) => name);
    expect(names.filter((name) => !name?.startsWith("suture_"))).toEqual([]);
    expect(names.length).toBeGreaterThan(15);
  });

  it("queries the journal at most once in five seconds", async () => {
    const { metrics, time } = gauges([waiting, { documents: [], others: [] }]);
    await Promise.all([metrics.registry.metrics(), metrics.registry.metrics()]);
    time.now = 4999;
    expect(await lines(metrics, "suture_documents")).toHaveLength(1);
    expect(time.reads).toBe(1);
    time.now = 5000;
    expect(await lines(metrics, "suture_documents")).toEqual([]);
    expect(time.reads).toBe(2);
  });

  it("shows the other figures while the journal is unreachable, and no outdated ones", async () => {
    const { metrics, time } = gauges([waiting, new Error("away")]);
    await metrics.registry.metrics();
    time.now = 6000;
    expect(await lines(metrics, "suture_documents")).toEqual([]);
    expect(await lines(metrics, "suture_part_up")).toHaveLength(2);
  });
});

describe("current work", () => {
  const sources: WorkingSources = {
    lanes: () => [{ lane: "critical", batchSize: 7, calls: 2, waiting: 3 }],
    partitions: () => ({ decode: 2, bulk: 0 }),
    rooms: () => [{ room: "proven", bodies: 1, bytes: 500, refused: 4 }],
    sockets: () => [{ door: "mllp", unproven: 3, proven: 2 }],
    breakers: async () => [
      { target: "odoo", state: "closed", since: null, nextAttemptAt: null },
      { target: "edi-a", state: "open", since: null, nextAttemptAt: null },
      { target: "edi-b", state: "half-open", since: null, nextAttemptAt: null },
    ],
    depths: async () => ({ decode: 1, critical: 0, standard: 0, bulk: 0, contended: 0, dead: 6, inbound: 8 }),
    inbound: () => ({ stuckSeconds: 12, retries: 3 }),
  };

  it("is shown by lane, room, target and queue", async () => {
    const metrics = createMetrics();
    workingMetrics(metrics.registry, sources);
    const figure = async (name: string) =>
      (await lines(metrics, `suture_${name}`)).map((line) => line.slice(7));
    expect(await figure("lane_calls")).toEqual(['lane_calls{lane="critical"} 2']);
    expect(await figure("lane_waiting")).toEqual(['lane_waiting{lane="critical"} 3']);
    expect(await figure("lane_batch_size")).toEqual(['lane_batch_size{lane="critical"} 7']);
    expect(await figure("partitions")).toEqual(['partitions{work="decode"} 2', 'partitions{work="bulk"} 0']);
    expect(await figure("intake_bodies")).toEqual(['intake_bodies{room="proven"} 1']);
    expect(await figure("intake_bytes")).toEqual(['intake_bytes{room="proven"} 500']);
    expect(await figure("intake_turned_away")).toEqual(['intake_turned_away{room="proven"} 4']);
    expect(await figure("sockets")).toEqual([
      'sockets{door="mllp",state="unproven"} 3',
      'sockets{door="mllp",state="proven"} 2',
    ]);
    expect(await figure("breaker_open")).toEqual([
      'breaker_open{target="odoo"} 0',
      'breaker_open{target="edi-a"} 1',
      'breaker_open{target="edi-b"} 1',
    ]);
    expect(await figure("queue_messages")).toContain('queue_messages{queue="dead"} 6');
    expect(await figure("queue_messages")).toContain('queue_messages{queue="inbound"} 8');
    expect(await figure("inbound_stuck_seconds")).toEqual(["inbound_stuck_seconds 12"]);
    expect(await figure("inbound_retries")).toEqual(["inbound_retries 3"]);
  });

  it("is omitted while a part is unreachable; the other figures are shown", async () => {
    const metrics = createMetrics();
    const away = () => Promise.reject(new Error("away"));
    workingMetrics(metrics.registry, { ...sources, breakers: away, depths: async () => null });
    expect(await lines(metrics, "suture_breaker_open")).toEqual([]);
    expect(await lines(metrics, "suture_queue_messages")).toEqual([]);
    expect(await lines(metrics, "suture_lane_calls")).toHaveLength(1);
  });
});
