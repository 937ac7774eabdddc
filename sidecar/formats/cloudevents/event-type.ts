import { documentWord } from "../../documents/document.ts";

/** Returns the type of the event that carries a document: "OrderResponse" is `health.suture.order-response.v1`. */
export function eventType(documentType: string): string {
  return `health.suture.${documentWord(documentType)}.v1`;
}
