import type { DecodedDocument, Format } from "../../formats/format.ts";
import type { Pseudonym } from "../../formats/pseudonym.ts";
import type { SourceView } from "../../formats/source-view.ts";
import type { Connections } from "../model/connections.ts";
import { indexed } from "../model/long-keys.ts";
import type { Log } from "../ports/runtime.ts";
import type { Document, Message } from "../records.ts";

/**
 * Returns a received document as it is displayed with its exception. For this, the document is decoded again from its
 * message. Returns null if the document is neither an exception nor waiting for approval, or if it cannot be displayed.
 */
export type SourceViews = (document: Document) => Promise<SourceView | null>;

type Parts = {
  readonly journal: { messageById(id: string, mostBytes: number): Promise<Message | null> };
  readonly connections: Connections;
  readonly formats: readonly Format[];
  readonly pseudonym: Pseudonym;
  readonly log: Log;
};

/**
 * The maximum size in bytes of a message whose documents are displayed. The whole message is decoded again for each of
 * its documents, and people do not read longer messages.
 */
const MOST_BYTES = 1024 * 1024;

/**
 * Creates the function that decodes a document's message again for display. The decoded form is not stored, because
 * people view only a few documents. If the view cannot be created, the function logs the error and returns null.
 */
export function createSourceViews(parts: Parts): SourceViews {
  return async (document) => {
    if (document.direction !== "inbound" || document.messageId === null) return null;
    if (document.state !== "attention" && document.state !== "staged") return null;
    try {
      const message = await parts.journal.messageById(document.messageId, MOST_BYTES);
      return message && viewOf(parts, document, message);
    } catch (error) {
      parts.log.warn(
        { messageId: document.messageId, error: String(error) },
        "the received document cannot be displayed",
      );
      return null;
    }
  };
}

function viewOf({ formats, connections, pseudonym }: Parts, document: Document, message: Message) {
  const format = formats.find(({ code }) => code === message.format);
  const connection = connections.find(message.connection);
  if (!format?.describe || !connection) return null;
  const { documents } = format.decode(message.body, { connection, duplicateOfOther: false, pseudonym });
  const prefix = `${message.connection ?? "unknown"}/${message.identity}/`;
  const decoded = documents.find(({ key }) => indexed(`${prefix}${key}`) === document.key);
  return decoded ? format.describe(message.body, asTaken(decoded, document)) : null;
}

/**
 * Returns the decoded document for display. If no flow of the connection accepted it, its content is removed, so that
 * it is displayed like a document that could not be decoded.
 */
function asTaken(decoded: DecodedDocument, { input }: Document): DecodedDocument {
  if (input !== null || "problem" in decoded) return decoded;
  const { document: _untaken, ...rest } = decoded;
  return { ...rest, problem: { code: "UNSUPPORTED_DOCUMENT", findings: [] } };
}
