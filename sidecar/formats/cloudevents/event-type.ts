import { documentWord } from "../../documents/document.ts";

/**
 * Returns the CloudEvents `type` of events with a document of this type, such as `health.suture.order-response.v1` for
 * "OrderResponse".
 */
export function eventType(documentType: string): string {
  return `health.suture.${documentWord(documentType)}.v1`;
}
