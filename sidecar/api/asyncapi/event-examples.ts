import { examples } from "../openapi/examples.ts";

const about = {
  specversion: "1.0",
  id: "01a1f882-16e7-7328-ab0b-2872ec71623d",
  source: "urn:suture:connection:edi-harbor",
  subject: "order/edi-harbor/P00011",
  partitionkey: "order/edi-harbor/P00011",
  time: "2026-11-20T10:30:37.544Z",
  datacontenttype: "application/json",
  traceparent: "00-1bd843af65307670a0b25e3e6cfbaca7-1bd843af65307670-01",
} as const;

const exchange = {
  key: "edi-harbor/x12/ZZ*HARBORMED>ZZ*NORTHFIELD/000000901/901/1-0001",
  messageId: "01a1f882-168b-7058-aad3-5f3940b640cd",
  connection: "edi-harbor",
  flow: "order-response",
  documentType: "OrderResponse",
  documentNumber: "P00011",
} as const;

/** An example of an event for each kind of data, by routing key. */
export const eventExamples: Readonly<Record<string, object>> = {
  "exchange.applied": {
    ...about,
    type: "health.suture.exchange.applied.v1",
    data: {
      ...exchange,
      state: "done",
      reasonCode: null,
      links: [{ id: 11, name: "P00011", model: "purchase.order" }],
    },
  },
  "exchange.exception": {
    ...about,
    type: "health.suture.exchange.exception.v1",
    data: { ...exchange, state: "attention", reasonCode: "PRICE_VARIANCE", links: [] },
  },
  "encounter.completed": {
    ...about,
    type: "health.suture.encounter.completed.v1",
    source: "urn:suture:connection:ehr",
    subject: "encounter/e28f233a73531bd246d5d4d8b99e4ff2",
    partitionkey: "encounter/e28f233a73531bd246d5d4d8b99e4ff2",
    data: examples.encounterEvent.data,
  },
};
