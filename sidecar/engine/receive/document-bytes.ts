import type { DecodedDocument, Format } from "../../formats/format.ts";
import type { Connections } from "../model/connections.ts";
import { indexed } from "../model/long-keys.ts";
import type { MessageHead, MessageSearch, SourceJournal } from "../ports/journal/messages.ts";
import type { DecodeBody, Showing } from "../ports/reading.ts";
import type { Log } from "../ports/runtime.ts";
import type { Document, Message } from "../records.ts";

export type SourceParts = {
  readonly journal: SourceJournal & Pick<MessageSearch, "documentsOfMessage">;
  readonly connections: Connections;
  readonly formats: readonly Format[];
  readonly decode: DecodeBody;
  readonly showing: Showing;
  readonly log: Log;
};

/**
 * The maximum size in bytes of a message that is decoded again for display. Of a longer one, only the range of the document is
 * read, which has the same limit.
 */
export const MOST_BYTES = 1024 * 1024;

/** A document with the bytes that contain it. Its range is that in these bytes. */
export type DocumentBytes = {
  readonly format: Format;
  readonly bytes: Uint8Array;
  readonly decoded: DecodedDocument;
};

/** Returns a document with its bytes, or null if they are not stored any more, too long, or of no known format. */
export async function documentInMessage(
  parts: SourceParts,
  document: Document,
  head: Pick<MessageHead, "id" | "size" | "format" | "body">,
): Promise<DocumentBytes | null> {
  if (head.size > MOST_BYTES) return inLargeMessage(parts, document, head);
  const message = await parts.journal.messageById(head.id, MOST_BYTES);
  return message && inMessage(parts, document, message);
}

/** Decodes a message again to find the document. The decoded form is not stored, because people view only a few documents. */
async function inMessage(
  { formats, connections, decode }: SourceParts,
  document: Document,
  message: Message,
): Promise<DocumentBytes | null> {
  const format = formats.find(({ code }) => code === message.format);
  const connection = connections.find(message.connection);
  if (!format || !connection) return null;
  const { documents } = await decode(format.code, message.body, { connection, duplicateOfOther: false });
  const prefix = `${message.connection ?? "unknown"}/${message.identity}/`;
  const decoded = documents.find(({ key }) => indexed(`${prefix}${key}`) === document.key);
  return decoded ? { format, bytes: message.body, decoded: asTaken(decoded, document) } : null;
}

/**
 * Returns the decoded document for display. If no flow of the connection accepted it, its content is removed, so that
 * it is displayed like a document that could not be decoded, except for what is stored for display.
 */
function asTaken(decoded: DecodedDocument, { input, shown }: Document): DecodedDocument {
  if (input !== null || "problem" in decoded) return decoded;
  if (shown) return { ...decoded, document: shown };
  const { document: _untaken, ...rest } = decoded;
  return { ...rest, problem: { code: "UNSUPPORTED_DOCUMENT", findings: [] } };
}

/** Reads only the range of the document, and puts it in the envelope with which the message begins. */
async function inLargeMessage(
  { formats, journal }: SourceParts,
  { sourceStart: start, sourceEnd: end, input, shown, code }: Document,
  head: Pick<MessageHead, "id" | "format" | "body">,
): Promise<DocumentBytes | null> {
  const format = formats.find((one) => one.code === head.format);
  if (!format?.part || typeof start !== "number" || typeof end !== "number" || end - start > MOST_BYTES)
    return null;
  const content = await journal.messageRange(head.id, start, end);
  if (!content) return null;
  const bytes = format.part(head.body, content);
  const common = { key: "", code: code ?? "", controlReference: null };
  const range = { start: bytes.length - content.length, end: bytes.length };
  const document = input ?? shown;
  const decoded: DecodedDocument =
    document && document.type !== "OutboxTrigger"
      ? { ...common, ...range, document }
      : { ...common, ...range, problem: { code: "UNSUPPORTED_DOCUMENT", findings: [] } };
  return { format, bytes, decoded };
}
