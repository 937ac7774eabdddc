import type { SourceView } from "../../formats/source-view.ts";
import type { Document } from "../records.ts";
import { documentInMessage, type SourceParts } from "./document-bytes.ts";

/**
 * Returns a received document as it is displayed with its exception. For this, the document is decoded again from its
 * message. Returns null if the document is neither an exception nor waiting for approval, or if it cannot be displayed.
 */
export type SourceViews = (document: Document) => Promise<SourceView | null>;

/** How much of a message is read to find its envelope. */
const HEAD_BYTES = 4096;

/** Creates the function that returns the source view. If it cannot be created, the function logs the error and returns null. */
export function createSourceViews(parts: SourceParts): SourceViews {
  return async (document) => {
    const { messageId, number } = document;
    if (document.direction !== "inbound" || messageId === null) return null;
    if (document.state !== "attention" && document.state !== "staged") return null;
    try {
      const head = await parts.journal.messageHead(messageId, HEAD_BYTES);
      const found = head && (await documentInMessage(parts, document, head));
      if (!found) return null;
      const { format, bytes, decoded } = found;
      return await parts.showing.describe({ format: format.code, body: bytes }, decoded);
    } catch (error) {
      parts.log.warn(
        { messageId, number, error: String(error) },
        "the received document cannot be displayed",
      );
      return null;
    }
  };
}
