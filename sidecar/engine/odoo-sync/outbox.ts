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
  /**
   * Executes a command that a person issued in Odoo.
   * @returns the reason why the command cannot be executed, or null
   */
  readonly carryOut: (command: OutboxRow) => Promise<Term | Words | null>;
  readonly connections: Connections;
  /** Reads the current connections from Odoo and puts them into use. */
  readonly refreshConnections: () => Promise<void>;
  readonly flows: readonly Flow[];
  readonly breaker: Breaker;
  readonly newTraceId: () => string;
  readonly clock: Clock;
  readonly onTaken: () => void;
  readonly log: Log;
};

type Report = Parameters<Odoo["outboxReport"]>[0][number];

/**
 * The interval, in milliseconds, for checking whether a probe is due while Odoo is unreachable, regardless of the poll
 * interval.
 */
const PROBE_POLL_MS = 500;

/**
 * Starts the loop that claims the rows of Odoo's outbox, stores them in the journal, and reports them to Odoo as
 * `taken` or `refused`. It runs at each nudge, and every `intervalMs` in case a nudge was lost. Its calls also serve as
 * the probes that detect when Odoo is reachable again.
 */
export function startOutbox(parts: OutboxParts, intervalMs: number): Loop {
  let due = 0;
  // If a response does not arrive completely, it may be too large, so fewer rows are requested.
  let most = BATCH;
  const loop = startLoop(
    "outbox",
    Math.min(intervalMs, PROBE_POLL_MS),
    async () => {
      const now = parts.clock().getTime();
      if (now < due && !parts.breaker.isOpen()) return "idle";
      due = now + intervalMs;
      const asked = most;
      const rows = await claimRows(parts, asked);
      most = rows === null ? Math.max(1, Math.floor(asked / 2)) : BATCH;
      if (rows === null || rows.length === 0) return "idle";
      const reports: Report[] = [];
      for (const row of rows) reports.push(await processRow(parts, row));
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

/**
 * Claims rows of the outbox, at most `most`.
 * @returns the rows (none if Odoo is unreachable), or null if the request was sent but no complete response arrived
 */
async function claimRows(parts: OutboxParts, most: number): Promise<OutboxRow[] | null> {
  const pass = parts.breaker.admit();
  if (pass === null) return [];
  try {
    const rows = await parts.odoo.outboxTake(most, LEASE_SECONDS);
    pass.answered();
    return rows;
  } catch (error) {
    // A refusal proves that Odoo is reachable, so other calls need not wait.
    if (!(error instanceof OdooFailure)) pass.dropped();
    else if (failureRule(error.kind).breaks) pass.failed(error.retryAfterSeconds);
    else pass.answered();
    if (error instanceof OdooFailure && failureRule(error.kind).breaks)
      return error.kind === "unanswered" ? null : [];
    throw error;
  }
}

async function processRow(parts: OutboxParts, row: OutboxRow): Promise<Report> {
  const refusal = await refusalOf(parts, row);
  parts.log.info(
    {
      outboxId: row.id,
      event: row.event,
      connection: row.connection,
      number: row.number,
      refusal: refusal && englishLines(asWords(refusal)),
    },
    "outbox row taken",
  );
  return refusal === null
    ? { id: row.id, status: "taken" }
    : { id: row.id, status: "refused", message: asWords(refusal) };
}

/**
 * Processes a row and returns the reason why it is refused, or null. A row that the journal refuses is refused too,
 * because it must not block the rows behind it.
 */
async function refusalOf(parts: OutboxParts, row: OutboxRow): Promise<Term | Words | null> {
  try {
    return row.kind === "command" ? await parts.carryOut(row) : await insertTrigger(parts, row);
  } catch (error) {
    if (error instanceof OdooFailure || !isRefusedByJournal(error)) throw error;
    parts.log.error(
      { outboxId: row.id, event: row.event, error: String(error) },
      "outbox row refused by the journal",
    );
    return say("journal-refuses");
  }
}

/**
 * Returns the active connection of a row, or null. If it is not known, reads the configuration again first, because the
 * connection may have been switched on a moment ago.
 */
async function connectionOf({ connections, refreshConnections }: OutboxParts, row: OutboxRow) {
  if (!connections.find(row.connection)) await refreshConnections();
  return connections.find(row.connection);
}

async function insertTrigger(parts: OutboxParts, row: OutboxRow): Promise<Term | Words | null> {
  const connection = await connectionOf(parts, row);
  const { document } = row.arguments;
  if (!connection || row.model === null || row.resId === null) return say("connection-off");
  const trigger: OutboxTrigger = {
    type: "OutboxTrigger",
    key: row.key,
    event: row.event,
    model: row.model,
    id: row.resId,
    number: row.number ?? "",
    ...(document === undefined || document === null ? {} : { document }),
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
