import type { NewDocument, NewMessage } from "../../sidecar/engine/records.ts";

let count = 0;

/** Returns a message as the intake would create it, with the given fields replaced. */
export function newMessage(given: Partial<NewMessage> = {}): NewMessage {
  count += 1;
  return {
    connection: "edi-test",
    transport: "https",
    contentType: "application/edi-x12",
    headers: {},
    sender: null,
    format: "x12",
    identity: `x12/one/${count}`,
    contentHash: `hash-${count}`,
    body: Buffer.from(`body ${count}`),
    traceId: "0af7651916cd43dd8448eb211c80319c",
    ...given,
  };
}

/** Returns a new queued document without a message, with the given fields replaced. */
export function newDocument(given: Partial<Omit<NewDocument, "state">> = {}): NewDocument {
  count += 1;
  return {
    messageId: null,
    direction: "inbound",
    connection: "edi-test",
    flow: "order-response",
    lane: "standard",
    code: "855",
    type: "OrderResponse",
    number: `P${count}`,
    key: `edi-test/${count}`,
    contentHash: `hash-${count}`,
    aggregate: `order/edi-test/P${count}`,
    input: { type: "OutboxTrigger", key: "k", event: "e", model: "purchase.order", id: 1, number: "P1" },
    controlReference: null,
    traceId: "0af7651916cd43dd8448eb211c80319c",
    ...given,
    state: "queued",
  };
}
