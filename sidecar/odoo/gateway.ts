import { z } from "zod";
import type { SidecarHealth } from "../engine/ports/health.ts";
import type {
  ApplyItem,
  ApplyResult,
  ConnectionReport,
  ExchangeReport,
  Odoo,
  OutboxRow,
} from "../engine/ports/odoo.ts";
import { OdooFailure } from "../engine/resilience/failures.ts";
import { sayOdoo } from "../engine/resilience/terms.ts";
import type { OdooRecord, Operation } from "../flows/flow.ts";
import { termsOf } from "../terms/words.ts";
import { configuration, configurationOf } from "./configuration-answer.ts";
import { exchangeRow, instantText } from "./exchange-row.ts";
import type { Json2 } from "./json2.ts";
import { keysRow } from "./keys-row.ts";
import { dryRunRow } from "./preview-row.ts";

/** The schemas of the gateway's responses. `docs/gateway.md` describes the calls. */

const record = z.looseObject({ id: z.number().int() });
const snapshot = z.record(z.string(), z.array(record));

const status = z.enum(["applied", "duplicate", "conflicting", "stale", "locked", "rejected"]);
const applyResults = z.array(
  z.object({
    key: z.string(),
    status,
    records: z
      .array(
        z.object({
          ref: z.string().nullish(),
          model: z.string(),
          id: z.number().int(),
          name: z.string().nullish(),
        }),
      )
      .nullish(),
    reason: z.object({ code: z.string(), message: z.string() }).nullish(),
  }),
);

const shown = z.union([z.string(), z.number(), z.boolean()]).nullish();
const previewResults = z.array(
  z.object({
    key: z.string(),
    status,
    reason: z.object({ code: z.string(), message: z.string() }).nullish(),
    changes: z.array(
      z.object({
        model: z.string(),
        id: z.number().int().nullable(),
        name: z.string(),
        field: z.string(),
        label: z.string(),
        from: shown,
        to: shown,
      }),
    ),
  }),
);

const outboxRows = z.array(
  z.object({
    id: z.number().int(),
    key: z.string(),
    kind: z.enum(["document", "command"]),
    event: z.string(),
    connection: z.string().nullish(),
    model: z.string().nullish(),
    res_id: z.number().int().nullish(),
    number: z.string().nullish(),
    message_key: z.string().nullish(),
    arguments: z.record(z.string(), z.unknown()).nullish(),
    trace_id: z.string().nullish(),
  }),
);

const reported = z.array(z.object({ message_key: z.string(), exchange_id: z.number().int() }));
const executed = z.literal(true);

/**
 * Creates the operations of the gateway, which use `call` for each request. Each response is validated by a schema and must cover
 * everything that was requested, so that an empty or partial list is never mistaken for "no records" or "reported".
 * @throws OdooFailure "unanswered" if the response is invalid
 */
export function createGateway(call: Json2): Odoo {
  const gateway = async <Value>(
    method: string,
    args: Readonly<Record<string, unknown>>,
    schema: z.ZodType<Value>,
  ): Promise<Value> => {
    const { success, data } = schema.safeParse(await call("suture.gateway", method, args));
    if (success) return data;
    throw new OdooFailure("unanswered", sayOdoo("not-understood", { method }));
  };
  return {
    async read(requests) {
      const names = Object.keys(requests);
      const answer = await gateway("read", { requests }, snapshot);
      checkCovers("read", names.toSorted(), Object.keys(answer).toSorted());
      return answer as Record<string, OdooRecord[]>;
    },
    async apply(batch) {
      const results = await gateway("apply", { batch: batch.map(applyRow) }, applyResults);
      checkCovers("apply", batch.map(keyOf), results.map(keyOf));
      return results.map(
        (result): ApplyResult => ({
          key: result.key,
          status: result.status,
          records: (result.records ?? []).map(recordOf),
          reason: result.reason ?? null,
        }),
      );
    },
    async preview(batch) {
      const results = await gateway("preview", { batch: batch.map(applyRow) }, previewResults);
      checkCovers("preview", batch.map(keyOf), results.map(keyOf));
      return results.map((result) => ({
        ...result,
        reason: result.reason ?? null,
        changes: result.changes.map((each) => ({ ...each, from: each.from ?? null, to: each.to ?? null })),
      }));
    },
    async report(exchanges: readonly ExchangeReport[]) {
      const rows = await gateway("report", { exchanges: exchanges.map(exchangeRow) }, reported);
      const keys = exchanges.map(({ document }) => document.key);
      checkCovers(
        "report",
        keys,
        rows.map((row) => row.message_key),
      );
    },
    async configuration(version, catalogue, vocabulary = null) {
      const answer = await gateway("configuration", { version, catalogue, vocabulary }, configuration);
      return "unchanged" in answer ? null : configurationOf(answer);
    },
    async outboxTake(limit, lease) {
      return (await gateway("outbox_take", { limit, lease }, outboxRows)).map(outboxRow);
    },
    async outboxReport(results) {
      const rows = results.map(({ message, ...row }) => ({
        ...row,
        ...(message && { message: termsOf(message) }),
      }));
      await gateway("outbox_report", { results: rows }, executed);
    },
    async reportConnections(connections) {
      await gateway("report_connections", { connections: connections.map(connectionRow) }, executed);
    },
    async reportRoutes(routes) {
      const connections = routes.map(({ code, trouble }) => ({ code, route_trouble: termsOf(trouble) }));
      await gateway("report_connections", { connections }, executed);
    },
    async reportFaults(reports) {
      await gateway("report_connections", { connections: reports }, executed);
    },
    async reportRehearsal(report) {
      await gateway("report_rehearsal", { ...report, answer: dryRunRow(report.answer) }, executed);
    },
    async reportKeys(report) {
      return gateway("report_keys", keysRow(report), z.boolean());
    },
    async reportHealth(health) {
      await gateway("report_health", { health: healthRow(health) }, executed);
    },
  };
}

const keyOf = ({ key }: { readonly key: string }): string => key;

/**
 * Checks that a response covers everything that was requested, in the same order.
 * @throws OdooFailure "unanswered" if it does not
 */
function checkCovers(method: string, asked: readonly string[], answered: readonly string[]): void {
  if (asked.length === answered.length && asked.every((name, index) => name === answered[index])) return;
  throw new OdooFailure("unanswered", sayOdoo("misfit", { method }));
}

type ResultRecord = {
  ref?: string | null | undefined;
  model: string;
  id: number;
  name?: string | null | undefined;
};

function recordOf({ ref, model, id, name }: ResultRecord): ApplyResult["records"][number] {
  return { model, id, ref: ref ?? null, ...(name && { name }) };
}

function applyRow(item: ApplyItem): object {
  return {
    key: item.key,
    content_hash: item.contentHash,
    exchange: exchangeRow(item.exchange),
    guards: item.guards,
    operations: item.operations.map(operationRow),
    links: item.links,
  };
}

function operationRow(operation: Operation): object {
  if (operation.op !== "attach") return operation;
  const { contentBase64, ...rest } = operation;
  return { ...rest, content_base64: contentBase64 };
}

function outboxRow(row: z.infer<typeof outboxRows>[number]): OutboxRow {
  return {
    id: row.id,
    key: row.key,
    kind: row.kind,
    event: row.event,
    connection: row.connection ?? null,
    model: row.model ?? null,
    resId: row.res_id ?? null,
    number: row.number ?? null,
    messageKey: row.message_key ?? null,
    arguments: row.arguments ?? {},
    traceId: row.trace_id ?? "",
  };
}

function connectionRow({ code, unreachableSince, nextAttemptAt, detail }: ConnectionReport): object {
  return {
    code,
    delivery_state: unreachableSince === null ? "ok" : "unreachable",
    unreachable_since: instantText(unreachableSince),
    next_attempt_at: instantText(nextAttemptAt),
    detail: detail && termsOf([detail]),
  };
}

function healthRow(health: SidecarHealth): object {
  return {
    instance: health.instance,
    version: health.version,
    started_at: instantText(health.startedAt),
    lanes: health.lanes.map(({ oldestSeconds, ...lane }) => ({ ...lane, oldest_seconds: oldestSeconds })),
    dead_letters: health.deadLetters,
    waiting_for_odoo: health.waitingForOdoo,
    breakers: health.breakers.map(({ target, state, since, nextAttemptAt }) => ({
      target,
      state,
      since: instantText(since),
      next_attempt_at: instantText(nextAttemptAt),
    })),
    parts: health.parts,
  };
}
