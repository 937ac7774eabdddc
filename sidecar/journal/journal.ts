import type { Configuration } from "../engine/ports.ts";
import type { Delivery, Document, Message, NewDocument, NewEvent, Settlement } from "../engine/records.ts";
import type { Circuit } from "../engine/resilience/breaker.ts";
import type { Acceptance, AcknowledgedDispatch } from "../flows/flow.ts";
import type { Words } from "../terms/words.ts";
import { type AuditWriter, audit, auditHead } from "./audit/audit.ts";
import type { AuditEntry } from "./audit/audit-chain.ts";
import { type Database, transaction } from "./database.ts";
import {
  type CircuitReport,
  markCircuitsReported,
  targetAnswered,
  targetFailed,
  unreportedCircuits,
  watchedCircuits,
} from "./deliveries/circuits.ts";
import { type DeliveryWriter, dispatched, storeDispatch } from "./deliveries/deliveries.ts";
import {
  dueConnections,
  expiredDeliveries,
  type PartnerAway,
  settleDelivery,
  showWaiting,
  type Taking,
  takeDeliveries,
} from "./deliveries/delivery-queue.ts";
import { acknowledge, type RejectionReason, raiseOverdue } from "./documents/acknowledge.ts";
import {
  appliedOf,
  blockers,
  type DocumentPage,
  documentsById,
  documentsOfMessage,
  turns,
} from "./documents/documents.ts";
import { insertEvents } from "./documents/events.ts";
import { insertDocuments } from "./documents/insert-documents.ts";
import { enterVersions, versionsOf } from "./documents/new-version.ts";
import {
  hastenWaiting,
  markReported,
  postponeReport,
  queueDue,
  republishLost,
  retryBlamed,
  unreported,
} from "./documents/schedule.ts";
import { settle } from "./documents/settle.ts";
import { type DecodeResult, decodeTogether, undecoded } from "./messages/decode.ts";
import { messageInserter } from "./messages/insert-messages.ts";
import { messageById } from "./messages/messages.ts";
import {
  countAttempts,
  insertRejection,
  type Rejection,
  type RepeatedAttempts,
} from "./messages/rejections.ts";
import { relayOnce, type Unpublished } from "./messages/relay.ts";
import {
  acknowledgementStates,
  acknowledgementsOf,
  documentByKey,
  latestSteps,
  type MessageFilter,
  messageBody,
  messageSummary,
  searchMessages,
  stepsOfDocument,
  unfinishedOf,
} from "./messages/search.ts";
import { takeWebhook, webhookTaken } from "./messages/webhook-attempts.ts";
import {
  correct,
  correctionAsked,
  correctionsOf,
  type NewCorrection,
  originalOf,
} from "./operators/corrections.ts";
import { accept, type Decision, reopen } from "./operators/decisions.ts";
import { addKey, connectionOfKey, keyDigestsReader, type NewKey } from "./operators/keys.ts";
import { letPass } from "./operators/let-pass.ts";
import { dismiss, documentsMatching, type ReplayFilter, replay, showAgain } from "./operators/replay.ts";
import { backlog } from "./upkeep/backlog.ts";
import { loadConfiguration, saveConfiguration } from "./upkeep/configuration.ts";
import { type BlockAsked, takeDailyBlock } from "./upkeep/daily-quota.ts";
import { type RetentionTask, retainOnce } from "./upkeep/retention.ts";

/** The journal's operations on one database: what the engine and the routes are handed. */
export function createJournal(database: Database, auditSecret: string | null = null) {
  const note: AuditWriter = (client, entry) => audit(client, entry, auditSecret);
  return {
    /** What time it is for the journal, and so for everybody who works on it. */
    time: async () => {
      const { rows } = await database.query<{ now: Date }>("select clock_timestamp() as now");
      return rows[0]?.now ?? new Date(Number.NaN);
    },
    ping: () => database.query("select 1").then(() => undefined),
    insertMessages: messageInserter(database),
    relayOnce: (limit: number, publish: (rows: readonly Unpublished[]) => Promise<ReadonlySet<string>>) =>
      relayOnce(database, limit, publish),
    undecoded: (ids: readonly string[]) => undecoded(database, ids),
    decodeTogether: (ids: readonly string[], decode: (message: Message) => Promise<DecodeResult>) =>
      decodeTogether(database, ids, decode),
    /** @returns the id, or null when its key is known. */
    insertDocument: (document: NewDocument) =>
      transaction(database, async (client) => (await insertDocuments(client, [document]))[0] ?? null),
    documentsById: (ids: readonly string[]) => documentsById(database, ids),
    documentsOfMessage: (messageId: string, page?: DocumentPage) =>
      documentsOfMessage(database, messageId, page),
    blockers: (ids: readonly string[]) => blockers(database, ids),
    turns: (ids: readonly string[], places: number) => turns(database, ids, places),
    appliedOf: (aggregates: readonly string[], direction: Document["direction"]) =>
      appliedOf(database, aggregates, direction),
    settle: (
      settlements: readonly Settlement[],
      events: readonly NewEvent[],
      emitted: readonly NewDocument[] = [],
    ) => settle(database, settlements, events, emitted),
    storeDispatch: (documentId: string, writer: DeliveryWriter) =>
      storeDispatch(database, documentId, writer),
    dueConnections: () => dueConnections(database),
    takeDeliveries: (taking: Taking) => takeDeliveries(database, taking),
    expiredDeliveries: (before: Date, limit: number, leaseSeconds: number) =>
      expiredDeliveries(database, before, limit, leaseSeconds),
    settleDelivery: (
      delivery: Pick<Delivery, "id" | "attempts">,
      outcome: Parameters<typeof settleDelivery>[2],
    ) => settleDelivery(database, delivery, outcome),
    showWaiting: (connection: string, away: PartnerAway) => showWaiting(database, connection, away),
    targetFailed: (target: string, change: (circuit: Circuit) => Circuit, reason: string) =>
      targetFailed(database, target, change, reason),
    targetAnswered: (target: string, change: (circuit: Circuit) => Circuit) =>
      targetAnswered(database, target, change),
    unreportedCircuits: () => unreportedCircuits(database),
    watchedCircuits: () => watchedCircuits(database),
    markCircuitsReported: (circuits: readonly CircuitReport[]) => markCircuitsReported(database, circuits),
    delivered: (
      delivery: Pick<Delivery, "id" | "attempts" | "documentId">,
      acknowledgementDue: Date | null,
      events: readonly NewEvent[],
      note: Words | null = null,
    ) =>
      transaction(database, async (client) => {
        if (!(await settleDelivery(client, delivery, { state: "done" }))) return;
        if (delivery.documentId !== null)
          await dispatched(client, delivery.documentId, acknowledgementDue, note);
        await insertEvents(client, events);
      }),
    acknowledge: (
      connection: string,
      dispatch: AcknowledgedDispatch,
      by: string,
      rejection: RejectionReason,
    ) => acknowledge(database, connection, dispatch, by, rejection),
    raiseOverdue: (reason: RejectionReason) => raiseOverdue(database, reason),
    queueDue: () => queueDue(database),
    republishLost: (drained: readonly string[]) => republishLost(database, drained),
    hastenWaiting: (target: string) => hastenWaiting(database, target),
    retryBlamed: (mostFailures: number) => retryBlamed(database, mostFailures),
    postponeReport: (document: Pick<Document, "id" | "revision">) => postponeReport(database, document),
    unreported: (limit: number) => unreported(database, limit),
    markReported: (documents: readonly Pick<Document, "id" | "revision">[]) =>
      markReported(database, documents),
    replay: (filter: ReplayFilter, actor: string, limit: number) => replay(database, filter, actor, limit),
    dismiss: (messageKey: string, actor: string, reason: string, request: string | null = null) =>
      dismiss(database, note, messageKey, actor, reason, request),
    accept: (decision: Decision, wished: readonly Acceptance[]) => accept(database, note, decision, wished),
    reopen: (decision: Decision) => reopen(database, note, decision),
    showAgain: (id: string) => showAgain(database, id),
    documentsMatching: (
      filter: ReplayFilter,
      states: readonly string[],
      limit: number,
      after: string | null,
    ) => documentsMatching(database, filter, states, limit, after),
    correct: (correction: NewCorrection) => correct(database, note, correction),
    correctionAsked: (request: string) => correctionAsked(database, request),
    correctionsOf: (documentId: string) => correctionsOf(database, documentId),
    originalOf: (documentId: string) => originalOf(database, documentId),
    enterVersions: (ids: readonly string[], actor: string, reason: string) =>
      enterVersions(database, note, ids, actor, reason),
    versionsOf: (documentId: string) => versionsOf(database, documentId),
    letPass: (messageKey: string, actor: string) => letPass(database, note, messageKey, actor),
    documentByKey: (key: string) => documentByKey(database, key),
    unfinishedOf: (aggregate: string, direction: Document["direction"], before: string | null) =>
      unfinishedOf(database, aggregate, direction, before),
    stepsOfDocument: (id: string) => stepsOfDocument(database, id),
    keyDigests: keyDigestsReader(database),
    connectionOfKey: (digest: Uint8Array) => connectionOfKey(database, digest),
    addKey: (connection: string, digest: Uint8Array, key: NewKey) =>
      transaction(database, (client) => addKey(client, note, connection, digest, key)),
    webhookTaken: (connection: string, digest: Uint8Array) => webhookTaken(database, connection, digest),
    takeWebhook: (connection: string, digest: Uint8Array) => takeWebhook(database, connection, digest),
    insertRejection: (rejection: Rejection, id?: string) => insertRejection(database, rejection, id),
    countAttempts: (repeated: readonly RepeatedAttempts[]) => countAttempts(database, repeated),
    takeDailyBlock: (asked: BlockAsked) => takeDailyBlock(database, asked),
    loadConfiguration: () => loadConfiguration(database),
    saveConfiguration: (configuration: Configuration) => saveConfiguration(database, configuration),
    backlog: () => backlog(database),
    audit: (entry: AuditEntry) => transaction(database, (client) => note(client, entry)),
    auditHead: () => auditHead(database),
    retainOnce: (task: RetentionTask, limit: number) => retainOnce(database, task, limit),
    searchMessages: (filter: MessageFilter) => searchMessages(database, filter),
    messageSummary: (id: string) => messageSummary(database, id),
    messageById: (id: string, mostBytes: number) => messageById(database, id, mostBytes),
    messageBody: (id: string) => messageBody(database, id),
    acknowledgementsOf: (messageId: string) => acknowledgementsOf(database, messageId),
    acknowledgementStates: (messageId: string) => acknowledgementStates(database, messageId),
    latestSteps: (messageId: string, documentIds: readonly string[], most: number) =>
      latestSteps(database, messageId, documentIds, most),
  };
}

export type Journal = ReturnType<typeof createJournal>;
