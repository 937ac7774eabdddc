import type {
  KeyJournal,
  QuotaJournal,
  RefusalJournal,
  WebhookJournal,
} from "../engine/ports/journal/access.ts";
import type { BodyJournal } from "../engine/ports/journal/bodies.ts";
import type { CircuitJournal, DeliveryJournal } from "../engine/ports/journal/deliveries.ts";
import type {
  AcknowledgementJournal,
  DocumentJournal,
  ReportJournal,
  ScheduleJournal,
} from "../engine/ports/journal/documents.ts";
import type { MessageJournal, MessageSearch, SourceJournal } from "../engine/ports/journal/messages.ts";
import type { NumberJournal } from "../engine/ports/journal/numbers.ts";
import type { AuditJournal, DocumentSearch, OperatorJournal } from "../engine/ports/journal/operators.ts";
import type { CapabilityJournal, UpkeepJournal } from "../engine/ports/journal/upkeep.ts";
import type { PartnerKeyJournal } from "../engine/ports/partner-keys.ts";
import { type AuditWriter, audit, auditHead } from "./audit/audit.ts";
import { readChunk } from "./bodies/read.ts";
import { appendToBody, beginBody, discardBody } from "./bodies/write.ts";
import { type Database, transaction } from "./database.ts";
import {
  markCircuitsReported,
  targetAnswered,
  targetFailed,
  unreportedCircuits,
  watchedCircuits,
} from "./deliveries/circuits.ts";
import { delivered, storeDispatch } from "./deliveries/deliveries.ts";
import {
  dueConnections,
  expiredDeliveries,
  settleDelivery,
  showWaiting,
  takeDeliveries,
} from "./deliveries/delivery-queue.ts";
import { acknowledge, raiseOverdue } from "./documents/acknowledge.ts";
import { appliedOf, blockers, documentsById, documentsOfMessage, turns } from "./documents/documents.ts";
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
import { withJournalFailures } from "./failures.ts";
import { decodeInPortions, decodeTogether, undecoded } from "./messages/decode.ts";
import { messageInserter } from "./messages/insert-messages.ts";
import { messageById } from "./messages/messages.ts";
import { raiseMissing } from "./messages/number-series.ts";
import { countAttempts, insertRejection } from "./messages/rejections.ts";
import { relayOnce } from "./messages/relay.ts";
import {
  acknowledgementStates,
  acknowledgementsOf,
  documentByKey,
  latestSteps,
  messageBody,
  messageSummary,
  searchMessages,
  searchSent,
  stepsOfDocument,
  unfinishedOf,
} from "./messages/search.ts";
import { messageHead, messageRange, sentFile } from "./messages/source.ts";
import { takeWebhook, webhookTaken } from "./messages/webhook-attempts.ts";
import { acceptNumber } from "./operators/accept-number.ts";
import { correct, correctionAsked, correctionsOf, originalOf } from "./operators/corrections.ts";
import { accept, reopen } from "./operators/decisions.ts";
import { dismiss } from "./operators/dismiss.ts";
import { addKey, connectionOfKey, keyDigestsReader } from "./operators/keys.ts";
import { letPass } from "./operators/let-pass.ts";
import { partnerKeyJournal } from "./operators/partner-keys.ts";
import { documentsMatching, replay, showAgain } from "./operators/replay.ts";
import { backlog } from "./upkeep/backlog.ts";
import { recordCapabilities } from "./upkeep/capabilities.ts";
import { loadConfiguration, saveConfiguration } from "./upkeep/configuration.ts";
import { takeDailyBlock } from "./upkeep/daily-quota.ts";
import { retainOnce } from "./upkeep/retention.ts";

/** All operations of the journal. The engine declares them as ports. */
export type Journal = MessageJournal &
  PartnerKeyJournal &
  SourceJournal &
  BodyJournal &
  MessageSearch &
  DocumentJournal &
  AcknowledgementJournal &
  ScheduleJournal &
  ReportJournal &
  DeliveryJournal &
  CircuitJournal &
  OperatorJournal &
  DocumentSearch &
  AuditJournal &
  RefusalJournal &
  KeyJournal &
  WebhookJournal &
  QuotaJournal &
  CapabilityJournal &
  NumberJournal &
  UpkeepJournal;

/**
 * Creates the journal's operations on one database. Errors from PostgreSQL, its client or the network become
 * JournalFailures. The audit log's entries are signed if `auditSecret` is given.
 */
export function createJournal(database: Database, auditSecret: string | null = null): Journal {
  const writeAudit: AuditWriter = (client, entry) => audit(client, entry, auditSecret);
  return withJournalFailures<Journal>({
    time: async () => {
      const { rows } = await database.query<{ now: Date }>("select clock_timestamp() as now");
      return rows[0]?.now ?? new Date(Number.NaN);
    },
    ping: () => database.query("select 1").then(() => undefined),
    insertMessages: messageInserter(database),
    relayOnce: (limit, publish) => relayOnce(database, limit, publish),
    undecoded: (ids) => undecoded(database, ids),
    decodeTogether: (ids, decode, needsBytes) => decodeTogether(database, ids, decode, needsBytes),
    decodeInPortions: (message, decode) => decodeInPortions(database, message, decode),
    beginBody: () => beginBody(database),
    appendToBody: (id, start, bytes) => appendToBody(database, id, start, bytes),
    discardBody: (id) => discardBody(database, id),
    readChunk: (range) => readChunk(database, range),
    insertDocument: (document) =>
      transaction(database, async (client) => (await insertDocuments(client, [document]))[0]?.id ?? null),
    documentsById: (ids) => documentsById(database, ids),
    documentsOfMessage: (messageId, page) => documentsOfMessage(database, messageId, page),
    blockers: (ids) => blockers(database, ids),
    turns: (ids, places) => turns(database, ids, places),
    appliedOf: (aggregates, direction) => appliedOf(database, aggregates, direction),
    settle: (outcomes, events, emitted) => settle(database, outcomes, events, emitted),
    storeDispatch: (documentId, writer) => storeDispatch(database, documentId, writer),
    dueConnections: () => dueConnections(database),
    takeDeliveries: (taking) => takeDeliveries(database, taking),
    expiredDeliveries: (before, limit, lease) => expiredDeliveries(database, before, limit, lease),
    settleDelivery: (delivery, outcome) => settleDelivery(database, delivery, outcome),
    showWaiting: (connection, away) => showWaiting(database, connection, away),
    targetFailed: (target, change, reason) => targetFailed(database, target, change, reason),
    targetAnswered: (target, change) => targetAnswered(database, target, change),
    unreportedCircuits: () => unreportedCircuits(database),
    watchedCircuits: () => watchedCircuits(database),
    markCircuitsReported: (circuits) => markCircuitsReported(database, circuits),
    delivered: (delivery, due, events, text) => delivered(database, delivery, due, events, text),
    acknowledge: (connection, dispatch, by, rejection) =>
      acknowledge(database, connection, dispatch, by, rejection),
    raiseOverdue: (reason) => raiseOverdue(database, reason),
    queueDue: () => queueDue(database),
    republishLost: (drained) => republishLost(database, drained),
    hastenWaiting: (target) => hastenWaiting(database, target),
    retryBlamed: (mostFailures) => retryBlamed(database, mostFailures),
    postponeReport: (document) => postponeReport(database, document),
    unreported: (limit) => unreported(database, limit),
    markReported: (documents) => markReported(database, documents),
    replay: (filter, actor, limit) => replay(database, filter, actor, limit),
    dismiss: (messageKey, actor, reason, request, closing) =>
      dismiss(database, writeAudit, { messageKey, actor, reason, request: request ?? null }, closing ?? null),
    accept: (decision, wished) => accept(database, writeAudit, decision, wished),
    reopen: (decision) => reopen(database, writeAudit, decision),
    showAgain: (id) => showAgain(database, id),
    documentsMatching: (filter, states, limit, after) =>
      documentsMatching(database, filter, states, limit, after),
    correct: (correction) => correct(database, writeAudit, correction),
    correctionAsked: (request) => correctionAsked(database, request),
    correctionsOf: (documentId) => correctionsOf(database, documentId),
    originalOf: (documentId) => originalOf(database, documentId),
    enterVersions: (ids, actor, reason) => enterVersions(database, writeAudit, ids, actor, reason),
    versionsOf: (documentId) => versionsOf(database, documentId),
    acceptNumber: (messageKey, actor) => acceptNumber(database, writeAudit, messageKey, actor),
    letPass: (messageKey, actor) => letPass(database, writeAudit, messageKey, actor),
    documentByKey: (key) => documentByKey(database, key),
    unfinishedOf: (aggregate, direction, before) => unfinishedOf(database, aggregate, direction, before),
    stepsOfDocument: (id) => stepsOfDocument(database, id),
    keyDigests: keyDigestsReader(database),
    connectionOfKey: (digest) => connectionOfKey(database, digest),
    addKey: (connection, digest, key) =>
      transaction(database, (client) => addKey(client, writeAudit, connection, digest, key)),
    ...partnerKeyJournal(database, writeAudit),
    webhookTaken: (connection, digest) => webhookTaken(database, connection, digest),
    takeWebhook: (connection, digest) => takeWebhook(database, connection, digest),
    insertRejection: (rejection, id) => insertRejection(database, rejection, id),
    countAttempts: (repeated) => countAttempts(database, repeated),
    takeDailyBlock: (asked) => takeDailyBlock(database, asked),
    loadConfiguration: () => loadConfiguration(database),
    saveConfiguration: (configuration, changed) => saveConfiguration(database, configuration, changed),
    backlog: () => backlog(database),
    audit: (entry) => transaction(database, (client) => writeAudit(client, entry)),
    auditHead: () => auditHead(database),
    raiseMissing: (minutes, exceptionOf, eventOf) => raiseMissing(database, minutes, exceptionOf, eventOf),
    recordCapabilities: (capabilities) => recordCapabilities(database, capabilities),
    retainOnce: (task, limit) => retainOnce(database, task, limit),
    searchMessages: (filter) => searchMessages(database, filter),
    searchSent: (filter) => searchSent(database, filter),
    messageSummary: (id) => messageSummary(database, id),
    messageById: (id, mostBytes) => messageById(database, id, mostBytes),
    messageHead: (id, mostBytes) => messageHead(database, id, mostBytes),
    messageRange: (id, start, end) => messageRange(database, id, start, end),
    sentFile: (documentId) => sentFile(database, documentId),
    messageBody: (id) => messageBody(database, id),
    acknowledgementsOf: (messageId) => acknowledgementsOf(database, messageId),
    acknowledgementStates: (messageId) => acknowledgementStates(database, messageId),
    latestSteps: (messageId, documentIds, most) => latestSteps(database, messageId, documentIds, most),
  });
}
