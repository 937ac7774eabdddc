import type {
  Configuration,
  Document,
  Message,
  NewDocument,
  NewEvent,
  NewMessage,
  Settlement,
} from "../engine/ports.ts";
import type { AcknowledgedDispatch } from "../flows/flow.ts";
import { acknowledge, type RejectionReason, raiseOverdue } from "./acknowledge.ts";
import { audit } from "./audit.ts";
import { loadConfiguration, saveConfiguration } from "./configuration.ts";
import { type Database, transaction } from "./database.ts";
import { type DecodeResult, decodeOnce } from "./decode.ts";
import {
  type DeliveryWriter,
  dispatched,
  settleDelivery,
  storeDispatch,
  takeDeliveries,
} from "./deliveries.ts";
import { appliedOf, blockers, documentsById, documentsOfMessage, insertDocument } from "./documents.ts";
import { insertEvents } from "./events.ts";
import { insertMessages } from "./insert-messages.ts";
import { addKey, keyDigests } from "./keys.ts";
import { messageById } from "./messages.ts";
import { insertRejection, type Rejection } from "./rejections.ts";
import { relayOnce, type Unpublished } from "./relay.ts";
import { dismiss, type ReplayFilter, replay } from "./replay.ts";
import { hastenWaiting, markReported, queueDue, republishLost, unreported } from "./schedule.ts";
import {
  acknowledgementsOf,
  type MessageFilter,
  messageBody,
  messageSummary,
  searchMessages,
  stepsOf,
} from "./search.ts";
import { settle } from "./settle.ts";
import { takeWebhook, webhookTaken } from "./webhook-attempts.ts";

/** The journal's operations on one database: what the engine and the routes are handed. */
export function createJournal(database: Database) {
  return {
    ping: () => database.query("select 1").then(() => undefined),
    insertMessages: (messages: readonly NewMessage[]) => insertMessages(database, messages),
    relayOnce: (limit: number, publish: (rows: readonly Unpublished[]) => Promise<ReadonlySet<string>>) =>
      relayOnce(database, limit, publish),
    decodeOnce: (id: string, decode: (message: Message) => Promise<DecodeResult>) =>
      decodeOnce(database, id, decode),
    insertDocument: (document: NewDocument) =>
      transaction(database, (client) => insertDocument(client, document)),
    documentsById: (ids: readonly string[]) => documentsById(database, ids),
    documentsOfMessage: (messageId: string) => documentsOfMessage(database, messageId),
    blockers: (ids: readonly string[]) => blockers(database, ids),
    appliedOf: (aggregates: readonly string[], direction: Document["direction"]) =>
      appliedOf(database, aggregates, direction),
    settle: (
      settlements: readonly Settlement[],
      events: readonly NewEvent[],
      emitted: readonly NewDocument[] = [],
    ) => settle(database, settlements, events, emitted),
    storeDispatch: (documentId: string, writer: DeliveryWriter) =>
      storeDispatch(database, documentId, writer),
    takeDeliveries: (limit: number, leaseSeconds: number) => takeDeliveries(database, limit, leaseSeconds),
    settleDelivery: (id: string, outcome: Parameters<typeof settleDelivery>[2]) =>
      settleDelivery(database, id, outcome),
    delivered: (
      deliveryId: string,
      documentId: string | null,
      acknowledgementDue: Date | null,
      events: readonly NewEvent[],
    ) =>
      transaction(database, async (client) => {
        await settleDelivery(client, deliveryId, { state: "done" });
        if (documentId !== null) await dispatched(client, documentId, acknowledgementDue);
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
    republishLost: () => republishLost(database),
    hastenWaiting: (target: string) => hastenWaiting(database, target),
    unreported: (limit: number) => unreported(database, limit),
    markReported: (documents: readonly Pick<Document, "id" | "revision">[]) =>
      markReported(database, documents),
    replay: (filter: ReplayFilter, actor: string, limit: number) => replay(database, filter, actor, limit),
    dismiss: (messageKey: string, actor: string, reason: string) =>
      dismiss(database, messageKey, actor, reason),
    keyDigests: (connection: string) => keyDigests(database, connection),
    addKey: (connection: string, digest: Uint8Array, replace: boolean) =>
      transaction(database, (client) => addKey(client, connection, digest, replace)),
    webhookTaken: (connection: string, digest: Uint8Array) => webhookTaken(database, connection, digest),
    takeWebhook: (connection: string, digest: Uint8Array) => takeWebhook(database, connection, digest),
    insertRejection: (rejection: Rejection) => insertRejection(database, rejection),
    loadConfiguration: () => loadConfiguration(database),
    saveConfiguration: (configuration: Configuration) => saveConfiguration(database, configuration),
    audit: (entry: Parameters<typeof audit>[1]) => audit(database, entry),
    searchMessages: (filter: MessageFilter) => searchMessages(database, filter),
    messageSummary: (id: string) => messageSummary(database, id),
    messageById: (id: string, mostBytes: number) => messageById(database, id, mostBytes),
    messageBody: (id: string) => messageBody(database, id),
    acknowledgementsOf: (messageId: string) => acknowledgementsOf(database, messageId),
    stepsOf: (messageId: string) => stepsOf(database, messageId),
  };
}

export type Journal = ReturnType<typeof createJournal>;
