import type { Router } from "express";
import request from "supertest";
import { createApp } from "../../../sidecar/api/app.ts";
import { messageRoutes } from "../../../sidecar/api/messages.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type {
  DocumentPage,
  MessageFilter,
  MessageSummary,
  SentFilter,
} from "../../../sidecar/engine/ports/journal/messages.ts";
import type { Document } from "../../../sidecar/engine/records.ts";
import { operatorsOf } from "../../../sidecar/http/operators.ts";
import { digestOf } from "../../../sidecar/security/keys.ts";
import { recordedLog } from "../../support/log.ts";
import { queuedDocument } from "../../support/memory-journal.ts";
import { tinyConnection } from "../../support/tiny.ts";
import { textTerm } from "../../support/told.ts";

export const OPERATOR = "operator-token-of-the-tests";
export const SENSITIVE = "sensitive-token-of-the-tests";
export const operators = operatorsOf(OPERATOR, SENSITIVE);
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** IDs of messages: the first is Harbor's, the second another partner's, the third of an unknown sender. */
export const IDS = [1, 2, 3].map((n) => `0193a6f0-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
export const UNKNOWN_ID = "0193a6f0-0000-7000-8000-0000000000ff";
const owners = ["edi-harbor", "edi-other", null];

const summary = (id: string, connection: string | null): MessageSummary => ({
  id,
  connection,
  transport: "https",
  format: "x12",
  status: "attention",
  size: 12,
  deliveries: 1,
  receivedAt: new Date("2026-11-20T10:00:00Z"),
  bodyRemovedAt: null,
  traceId: "0af7651916cd43dd8448eb211c80319c",
});

export const summaries = IDS.map((id, index) => summary(id, owners[index] ?? null));

export const document: Document = queuedDocument({
  number: "P00001",
  state: "attention",
  reasonCode: "UNKNOWN_ITEM",
  reason: [textTerm("An item is not known.")],
  links: [{ model: "purchase.order", id: 3, name: "P00001" }],
});

export type Acknowledgement = {
  code: string;
  contentType: string;
  body: Buffer | null;
  state: string;
  doneAt: Date | null;
};

const SENT = {
  id: "01a1f873-6161-778a-9c01-88b158b542c9",
  connection: "edi-harbor",
  code: "850",
  type: "Order",
  controlReference: "7/0001",
  state: "done" as const,
  receivedAt: new Date("2026-11-20T10:00:00Z"),
};

/** The routes for messages, with a journal of three messages that records its calls. */
export function messages(
  given: {
    acknowledgements?: Acknowledgement[];
    removed?: boolean;
    documents?: readonly Document[];
    /** Connections that are switched off. */
    off?: readonly string[];
  } = {},
) {
  const documents = given.documents ?? [document];
  const bodyRemovedAt = given.removed ? new Date("2026-11-20T10:00:00Z") : null;
  const rows = IDS.map((id, index) => ({ ...summary(id, owners[index] ?? null), bodyRemovedAt }));
  const searches: MessageFilter[] = [];
  const sent: object[] = [];
  const audits: { actor: string; action: string; subject: string }[] = [];
  const asked: unknown[][] = [];
  const journal = {
    searchMessages: async (filter: MessageFilter) => {
      searches.push(filter);
      return rows.slice(0, filter.limit);
    },
    searchSent: async ({ q, limit }: SentFilter) => {
      sent.push({ q, limit });
      return [{ ...SENT, number: q }];
    },
    messageSummary: async (id: string) => rows.find((row) => row.id === id) ?? null,
    messageBody: async () => ({
      connection: "edi-harbor",
      contentType: "text/html",
      body: given.removed ? null : Buffer.from("<script>RAW</script>"),
      range: null,
    }),
    readChunk: async () => Buffer.from(""),
    documentsOfMessage: async (_id: string, page?: DocumentPage) => {
      const start = documents.findIndex(({ id }) => id === page?.after) + 1;
      return documents.slice(start, start + (page?.limit ?? documents.length));
    },
    documentsById: async (ids: readonly string[]) =>
      documents.filter(({ id }) => ids.includes(id)).map((one) => ({ ...one, messageId: IDS[0] })),
    latestSteps: async (...args: unknown[]) => {
      asked.push(args);
      return [
        { at: new Date("2026-11-20T10:00:01Z"), name: "decoded", detail: null, documentId: null },
        {
          at: new Date("2026-11-20T10:00:02Z"),
          name: "needs attention",
          detail: "X",
          documentId: document.id,
        },
      ];
    },
    acknowledgementsOf: async () => given.acknowledgements ?? [],
    acknowledgementStates: async () =>
      (given.acknowledgements ?? []).map(({ code, state, doneAt }) => ({ code, state, doneAt })),
    audit: async (entry: { actor: string; action: string; subject: string }) => void audits.push(entry),
    keyDigests: async (connection: string) => [digestOf(`key of ${connection}`)],
  };
  const connections = createConnections({
    version: "1",
    connections: ["edi-harbor", "edi-other"].map((code) =>
      tinyConnection({ code, active: !given.off?.includes(code) }),
    ),
  });
  const agent = serve(messageRoutes({ journal, connections, operators, odooUrl: "https://odoo.example" }));
  return { agent, searches, sent, audits, asked };
}

/** A client of an application with these routes. */
export function serve(...routes: Router[]) {
  return request(createApp(routes, recordedLog()));
}
