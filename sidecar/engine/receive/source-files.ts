import type { CanonicalDocument } from "../../documents/document.ts";
import type { Flow } from "../../flows/flow.ts";
import type { DecodedDocument } from "../../formats/format.ts";
import { type SourceFile, sourceFile } from "../../formats/source-file.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { MessageHead } from "../ports/journal/messages.ts";
import type { MessageBytes } from "../ports/reading.ts";
import type { Document } from "../records.ts";
import { documentInMessage, MOST_BYTES, type SourceParts } from "./document-bytes.ts";
import { firstBytes } from "./first-bytes.ts";
import { say } from "./terms.ts";

/** Returns the file that a document was received in or sent in, for people, or null if it cannot be displayed. */
export type SourceFiles = (document: Document) => Promise<SourceFile | null>;

type Parts = SourceParts & { readonly flows: readonly Flow[] };

/** How much of a message is read to find out what it is. */
const HEAD_BYTES = 4096;

/**
 * Creates the function that returns the file of a document. Only values that the document contains are shown, as in the source
 * view. If the file cannot be displayed, the function logs the error and returns null.
 */
export function createSourceFiles(parts: Parts): SourceFiles {
  return async (document) => {
    try {
      return document.direction === "outbound"
        ? await sentFile(parts, document)
        : await received(parts, document);
    } catch (error) {
      const { messageId, number } = document;
      parts.log.warn(
        { messageId, number, error: String(error) },
        "the file of a document cannot be displayed",
      );
      return null;
    }
  };
}

async function sentFile(
  { journal, showing, connections }: Parts,
  document: Document,
): Promise<SourceFile | null> {
  const file = await journal.sentFile(document.id);
  const connection = connections.find(document.connection);
  if (!file?.body || !connection || file.body.length > MOST_BYTES) return null;
  const own = { start: 0, end: file.body.length };
  const message = { format: connection.format.code, body: file.body };
  const shown = await showing.file(message, { documents: document.output ? [document.output] : [] }, own);
  return shown && { ...shown, name: file.fileName };
}

async function received(parts: Parts, document: Document): Promise<SourceFile | null> {
  if (document.messageId === null) return null;
  const head = await parts.journal.messageHead(document.messageId, HEAD_BYTES);
  const connection = head && parts.connections.find(head.connection);
  if (!head || !connection) return null;
  const isWhole = document.input === null && document.code === null;
  if (isWhole && head.conflictsWith !== null) return comparison(parts, head, head.conflictsWith);
  if (isWhole && (head.format === null || document.reasonCode === "UNREADABLE"))
    return unreadable(parts, head, connection);
  const found = await documentInMessage(parts, document, head);
  if (!found?.format.lines) return isWhole ? wholeFile(parts, head) : null;
  const { format, bytes, decoded } = found;
  // The number of the document is shown, too, because its exchange shows it.
  const values = { documents: contentsOf(decoded), also: document.number };
  return parts.showing.file({ format: format.code, body: bytes }, values, decoded);
}

const contentsOf = (decoded: DecodedDocument): readonly CanonicalDocument[] =>
  "document" in decoded ? [decoded.document] : [];

/** Returns the file of a message that was refused as a whole, with codes only. */
async function wholeFile(parts: Parts, head: MessageHead): Promise<SourceFile | null> {
  const message = await bytesOf(parts, head);
  return message && parts.showing.file(message, { documents: [] }, null);
}

/**
 * Compares a message with the earlier one of the same control number. Values of the documents that were accepted from the earlier
 * message are shown in both.
 */
async function comparison(parts: Parts, later: MessageHead, earlierId: string): Promise<SourceFile | null> {
  const earlier = await parts.journal.messageHead(earlierId, HEAD_BYTES);
  if (!earlier) return null;
  const documents = await parts.journal.documentsOfMessage(earlierId, { limit: 100 });
  const contents = documents.flatMap(({ input }) => (input && input.type !== "OutboxTrigger" ? [input] : []));
  const [old, now] = [await bytesOf(parts, earlier), await bytesOf(parts, later)];
  const shown = old && now && (await parts.showing.comparison(old, now, { documents: contents }));
  const notes = [
    say("compared", {
      earlier: { instant: earlier.receivedAt.toISOString() },
      later: { instant: later.receivedAt.toISOString() },
    }),
  ];
  return shown && { ...shown, notes };
}

/** Returns the bytes of a message, or null if they are not stored any more, too long, or of no known format. */
async function bytesOf({ journal }: Parts, { id, format, size }: MessageHead): Promise<MessageBytes | null> {
  if (format === null || size > MOST_BYTES) return null;
  const message = await journal.messageById(id, MOST_BYTES);
  return message && { format, body: message.body };
}

/**
 * Returns the first bytes of a message that could not be read, why, and what was expected. The bytes are left out if the message
 * may be clinical: if the connection has a clinical flow, or the bytes look like another format.
 */
function unreadable(parts: Parts, head: MessageHead, connection: ConfiguredConnection): SourceFile {
  const { formats, flows } = parts;
  const agreed = formats.find(({ code }) => code === connection.format.code);
  const other = formats.find((one) => one !== agreed && one.recognises(head.body, head.contentType));
  const isClinical = flows.some(
    ({ code, sensitivity }) => sensitivity === "clinical" && connection.flows.includes(code),
  );
  const mayShow = !isClinical && (other === undefined || other.code === "x12");
  const notes = [
    ...(head.unreadable ? [head.unreadable] : []),
    ...(agreed?.expected ? [say("expected", { format: agreed.label, expected: agreed.expected })] : []),
    ...(other ? [say("looks-like", { format: other.label })] : []),
    ...(mayShow ? [] : [say("bytes-withheld")]),
  ];
  return sourceFile("unreadable", { separator: "", lines: mayShow ? firstBytes(head.body) : [] }, { notes });
}
