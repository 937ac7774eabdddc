import { documentWord } from "../../documents/document.ts";

/** Returns the event type for a document type: `health.suture.order-response.v1` for "OrderResponse". */
export function eventType(documentType: string): string {
  return `health.suture.${documentWord(documentType)}.v1`;
}
