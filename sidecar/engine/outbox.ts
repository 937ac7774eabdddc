import type { Flow, OutboxTrigger } from "../flows/flow.ts";
import type { Journal } from "../journal/journal.ts";
import type { Breaker } from "./breaker.ts";
import type { Connections } from "./connections.ts";
import { OdooFailure } from "./failures.ts";
import { type Loop, startLoop } from "./loop.ts";
import { outboundDocument } from "./outbound-document.ts";
import type { Log, Odoo, OutboxRow } from "./ports.ts";

const BATCH = 50;
const LEASE_SECONDS = 60;

export type OutboxParts = {
  readonly journal: Pick<Journal, "insertDocument">;
  readonly odoo: Pick<Odoo, "outboxTake" | "outboxReport">;
  /** Does what a person decided in Odoo. @returns why it cannot be done, or null */
  readonly carryOut: (command: OutboxRow) => Promise<string | null>;
  readonly connections: Connections;
  readonly flows: readonly Flow[];
  readonly breaker: Breaker;
  readonly newTraceId: () => string;
  readonly onTaken: () => void;
  readonly log: Log;
};

type Report = Parameters<Odoo["outboxReport"]>[0][number];

/**
 * Takes what Odoo wants to have sent or done, and tells Odoo once it is safe in the journal. The poll is also what
 * finds out that Odoo is back.
 */
export function startOutbox(parts: OutboxParts, intervalMs: number): Loop {
  return startLoop(
    "outbox",
    intervalMs,
    async () => {
      const rows = await takeRows(parts);
      if (rows.length === 0) return "idle";
      const reports: Report[] = [];
      for (const row of rows) reports.push(await takeOne(parts, row));
      parts.onTaken();
      await parts.odoo.outboxReport(reports);
      return rows.length === BATCH ? "more" : "idle";
    },
    parts.log,
  );
}

async function takeRows(parts: OutboxParts): Promise<OutboxRow[]> {
  try {
    const rows = await parts.odoo.outboxTake(BATCH, LEASE_SECONDS);
    parts.breaker.succeeded();
    return rows;
  } catch (error) {
    if (error instanceof OdooFailure && error.kind === "unavailable") {
      parts.breaker.failed();
      return [];
    }
    // It refuses, so it is there: what else is to be done with it need not wait.
    if (error instanceof OdooFailure) parts.breaker.succeeded();
    throw error;
  }
}

async function takeOne(parts: OutboxParts, row: OutboxRow): Promise<Report> {
  const refusal = row.kind === "command" ? await parts.carryOut(row) : await enter(parts, row);
  parts.log.info(
    { outboxId: row.id, event: row.event, connection: row.connection, refusal },
    "outbox row taken",
  );
  return refusal === null
    ? { id: row.id, status: "taken" }
    : { id: row.id, status: "refused", message: refusal };
}

async function enter(parts: OutboxParts, row: OutboxRow): Promise<string | null> {
  const connection = parts.connections.find(row.connection);
  if (!connection || row.model === null || row.resId === null)
    return "The connection is switched off or gone.";
  const trigger: OutboxTrigger = {
    type: "OutboxTrigger",
    key: row.key,
    event: row.event,
    model: row.model,
    id: row.resId,
    number: row.number ?? "",
  };
  const flow = parts.flows.find((one) => one.direction === "outbound" && one.accepts(trigger));
  if (!flow) return `No flow sends "${row.event}".`;
  const traceId = row.traceId || parts.newTraceId();
  const links = [{ model: row.model, id: row.resId }];
  await parts.journal.insertDocument(
    outboundDocument({ flow, connection, input: trigger, key: row.key, traceId, links }),
  );
  return null;
}
