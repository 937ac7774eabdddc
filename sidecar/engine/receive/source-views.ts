import type { DecodedDocument, Format } from "../../formats/format.ts";
import type { Pseudonym } from "../../formats/pseudonym.ts";
import type { SourceView } from "../../formats/source-view.ts";
import type { Connections } from "../model/connections.ts";
import { indexed } from "../model/long-keys.ts";
import type { Log } from "../ports/runtime.ts";
import type { Document, Message } from "../records.ts";

/** Returns the received documents for exceptions; null for all others, and if it cannot be shown. */
export type SourceViews = (document: Document) => Promise<SourceView | null>;

type Parts = {
  readonly journal: { messageById(id: string, mostBytes: number): Promise<Message | null> };
  readonly connections: Connections;
  readonly formats: readonly Format[];
  readonly pseudonym: Pseudonym;
  readonly log: Log;
};

/** A longer message is nothing to be looked through, and would be read again for every document in it. */
const MOST_BYTES = 1024 * 1024;

/**
 * Decodes the message of a document again, because it is not stored a second time for the few documents that people look at. A
 * view that cannot be created prevents nothing from being reported.
 */
export function createSourceViews(parts: Parts): SourceViews {
  return async (document) => {
    if (document.direction !== "inbound" || document.messageId === null) return null;
    if (document.state !== "attention" && document.state !== "staged") return null;
    try {
      const message = await parts.journal.messageById(document.messageId, MOST_BYTES);
      return message && viewOf(parts, document, message);
    } catch (error) {
      parts.log.warn({ messageId: document.messageId, error: String(error) }, "no view of what arrived");
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
 * Returns the decoded document as the journal stored it. A document that no flow of the connection accepts is not in Odoo, and is
 * shown there like an unreadable one.
 */
function asTaken(decoded: DecodedDocument, { input }: Document): DecodedDocument {
  if (input !== null || "problem" in decoded) return decoded;
  const { document: _untaken, ...rest } = decoded;
  return { ...rest, problem: { code: "UNSUPPORTED_DOCUMENT", findings: [] } };
}
