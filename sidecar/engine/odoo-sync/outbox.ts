import { englishLines } from "../../catalogue/terms.ts";
import type { Flow, OutboxTrigger } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import { asWords, type Words } from "../../terms/words.ts";
import type { Connections } from "../model/connections.ts";
import { outboundDocument } from "../model/outbound-document.ts";
import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Odoo, OutboxRow } from "../ports/odoo.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { failureRule, isRefusedByJournal, OdooFailure } from "../resilience/failures.ts";
import { beforeNudge, type Loop, startLoop } from "../resilience/loop.ts";
import { say } from "./terms.ts";

const BATCH = 50;
const LEASE_SECONDS = 60;

export type OutboxParts = {
  readonly journal: Pick<DocumentJournal, "insertDocument">;
  readonly odoo: Pick<Odoo, "outboxTake" | "outboxReport">;
  /** Does what a person decided in Odoo. @returns why it cannot be done, or null */
  readonly carryOut: (command: OutboxRow) => Promise<Term | Words | null>;
  readonly connections: Connections;
  /** Takes the connections from Odoo as they are now. */
  readonly refreshConnections: () => Promise<void>;
  readonly flows: readonly Flow[];
  readonly breaker: Breaker;
  readonly newTraceId: () => string;
  readonly clock: Clock;
  readonly onTaken: () => void;
  readonly log: Log;
};

type Report = Parameters<Odoo["outboxReport"]>[0][number];

/** While Odoo is unreachable, how often to check whether a probe is due, however slow the poll. */
const PROBE_LOOK_MS = 500;

/**
 * Takes what Odoo wants to have sent or done, and tells Odoo once it is safe in the journal: at each nudge, and every
 * `intervalMs` in case a nudge got lost. It is also what finds out that Odoo is back.
 */
export function startOutbox(parts: OutboxParts, intervalMs: number): Loop {
  let due = 0;
  // An answer that does not come through may be too large: fewer rows fit.
  let most = BATCH;
  const loop = startLoop(
    "outbox",
    Math.min(intervalMs, PROBE_LOOK_MS),
    async () => {
      const now = parts.clock().getTime();
      if (now < due && !parts.breaker.isOpen()) return "idle";
      due = now + intervalMs;
      const asked = most;
      const rows = await takeRows(parts, asked);
      most = rows === null ? Math.max(1, Math.floor(asked / 2)) : BATCH;
      if (rows === null || rows.length === 0) return "idle";
      const reports: Report[] = [];
      for (const row of rows) reports.push(await takeOne(parts, row));
      parts.onTaken();
      await parts.odoo.outboxReport(reports);
      if (rows.length < asked) return "idle";
      due = 0;
      return "more";
    },
    parts.log,
  );
  return beforeNudge(loop, () => {
    due = 0;
  });
}

/** @returns the rows; null when the call went out and no whole answer came */
async function takeRows(parts: OutboxParts, most: number): Promise<OutboxRow[] | null> {
  const pass = parts.breaker.admit();
  if (pass === null) return [];
  try {
    const rows = await parts.odoo.outboxTake(most, LEASE_SECONDS);
    pass.answered();
    return rows;
  } catch (error) {
    // One that refuses is there: what else is to be done with it need not wait.
    if (!(error instanceof OdooFailure)) pass.dropped();
    else if (failureRule(error.kind).breaks) pass.failed(error.retryAfterSeconds);
    else pass.answered();
    if (error instanceof OdooFailure && failureRule(error.kind).breaks)
      return error.kind === "unanswered" ? null : [];
    throw error;
  }
}

async function takeOne(parts: OutboxParts, row: OutboxRow): Promise<Report> {
  const refusal = await refusalOf(parts, row);
  parts.log.info(
    {
      outboxId: row.id,
      event: row.event,
      connection: row.connection,
      refusal: refusal && englishLines(asWords(refusal)),
    },
    "outbox row taken",
  );
  return refusal === null
    ? { id: row.id, status: "taken" }
    : { id: row.id, status: "refused", message: asWords(refusal) };
}

/** A row that cannot be processed must not block the rows behind it: it is refused with a reason. */
async function refusalOf(parts: OutboxParts, row: OutboxRow): Promise<Term | Words | null> {
  try {
    return row.kind === "command" ? await parts.carryOut(row) : await enter(parts, row);
  } catch (error) {
    if (error instanceof OdooFailure || !isRefusedByJournal(error)) throw error;
    parts.log.error(
      { outboxId: row.id, event: row.event, error: String(error) },
      "outbox row refused by the journal",
    );
    return say("journal-refuses");
  }
}

/** One that went live a moment ago is not known yet: its first order must not be refused for that. */
async function connectionOf({ connections, refreshConnections }: OutboxParts, row: OutboxRow) {
  if (!connections.find(row.connection)) await refreshConnections();
  return connections.find(row.connection);
}

async function enter(parts: OutboxParts, row: OutboxRow): Promise<Term | Words | null> {
  const connection = await connectionOf(parts, row);
  if (!connection || row.model === null || row.resId === null) return say("connection-off");
  const trigger: OutboxTrigger = {
    type: "OutboxTrigger",
    key: row.key,
    event: row.event,
    model: row.model,
    id: row.resId,
    number: row.number ?? "",
  };
  const flow = parts.flows.find((one) => one.direction === "outbound" && one.accepts(trigger));
  if (!flow) return say("no-flow", { event: row.event });
  const traceId = row.traceId || parts.newTraceId();
  const links = [{ model: row.model, id: row.resId }];
  await parts.journal.insertDocument(
    outboundDocument({ flow, connection, input: trigger, key: row.key, traceId, links }),
  );
  return null;
}
