import { documentsWanted, messageSearch } from "../messages.ts";
import { json, type RouteDescription } from "./description.ts";
import { messageList, messageView } from "./message-schemas.ts";

const TAG = "Messages";
const ID = "01a1f873-6118-7010-b6bf-07c2d05aff8d";

const summaryExample = {
  id: ID,
  connection: "edi-harbor",
  transport: "https",
  format: "x12",
  status: "attention",
  size: 444,
  deliveries: 1,
  receivedAt: "2026-11-20T10:14:33.497Z",
  bodyRemovedAt: null,
  traceId: "27288a87ef5e7910ad923d6256698921",
  location: `/v1/messages/${ID}`,
};

const documentExample = {
  id: "01a1f873-6161-778a-9c01-88b158b542c8",
  code: "855",
  type: "OrderResponse",
  number: "P00003",
  state: "attention",
  reasonCode: "PRICE_VARIANCE",
  nextAttemptAt: null,
};

/** The descriptions of the routes of `api/messages.ts`. */
export const messageDescriptions: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/messages",
    tag: TAG,
    summary: "Search messages",
    description:
      "Incoming messages, newest first. With `q`, the first page also lists the outgoing documents that it finds, in `sent`.",
    callers: ["operatorToken", "sensitiveToken"],
    query: messageSearch,
    answers: {
      200: {
        description: "One page of messages.",
        content: json("MessageList", messageList, { one: { messages: [summaryExample] } }),
      },
    },
    problems: ["bad-request", "unauthorized", "not-ready"],
  },
  {
    method: "get",
    path: "/v1/messages/{id}",
    tag: TAG,
    summary: "Read a message",
    description:
      "A partner sees its own messages; an operator sees all messages with more details. Documents are listed in pages, in their order; `next` is the next page.",
    callers: ["connectionKey", "operatorToken", "sensitiveToken"],
    query: documentsWanted,
    answers: {
      200: {
        description: "The message with its documents.",
        content: json("Message", messageView, {
          "for its partner": { ...summaryExample, documents: [documentExample] },
        }),
      },
    },
    problems: ["bad-request", "unauthorized", "not-found", "not-ready", "connection-paused"],
  },
  {
    method: "get",
    path: "/v1/messages/{id}/acknowledgement",
    tag: TAG,
    summary: "Retrieve the acknowledgement",
    description:
      "The bytes that are sent to the partner: TA1, 997 or 999. 404 while the message is not decoded yet, and for a message that is not acknowledged; `detail` says which.",
    callers: ["connectionKey", "operatorToken", "sensitiveToken"],
    answers: {
      200: {
        description: "The acknowledgements, one after the other.",
        content: { "application/edi-x12": {} },
      },
    },
    problems: ["bad-request", "unauthorized", "not-found", "gone", "not-ready", "connection-paused"],
  },
  {
    method: "get",
    path: "/v1/messages/{id}/raw",
    tag: TAG,
    summary: "Read a raw message",
    description: "The bytes as they arrived. Each access is recorded in the audit log.",
    callers: ["sensitiveToken"],
    answers: { 200: { description: "With its original content type.", content: { "*/*": {} } } },
    problems: ["bad-request", "unauthorized", "forbidden", "not-found", "gone", "not-ready"],
  },
];
