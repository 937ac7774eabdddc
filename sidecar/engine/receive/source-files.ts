import type { CanonicalDocument } from "../../documents/document.ts";
import type { Flow } from "../../flows/flow.ts";
import type { DecodedDocument } from "../../formats/format.ts";
import { comparedLines, type FileLines, type SourceFile, sourceFile } from "../../formats/source-file.ts";
import { type Shown, shownOf } from "../../formats/source-view.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { MessageHead } from "../ports/journal/messages.ts";
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
  { journal, formats, connections }: Parts,
  document: Document,
): Promise<SourceFile | null> {
  const file = await journal.sentFile(document.id);
  const connection = connections.find(document.connection);
  const format = formats.find(({ code }) => code === connection?.format.code);
  if (!file?.body || !format?.lines || file.body.length > MOST_BYTES) return null;
  const own = { start: 0, end: file.body.length };
  const name = { name: file.fileName };
  return sourceFile("file", format.lines(file.body, shownOf(document.output), own), name);
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
  const { bytes, decoded } = found;
  return sourceFile(
    "file",
    found.format.lines(bytes, withNumber(shownOf(contentOf(decoded)), document), decoded),
  );
}

/** Also shows the number of the document, which its exchange shows too. */
const withNumber =
  (shown: Shown, { number }: Document): Shown =>
  (value) =>
    value === number ? value : shown(value);

const contentOf = (decoded: DecodedDocument): CanonicalDocument | null =>
  "document" in decoded ? decoded.document : null;

/** Returns the file of a message that was refused as a whole, with codes only. */
async function wholeFile(parts: Parts, head: MessageHead): Promise<SourceFile | null> {
  const lines = await linesOf(parts, head, shownOf(null));
  return lines && sourceFile("file", lines);
}

/**
 * Compares a message with the earlier one of the same control number. Values of the documents that were accepted from the earlier
 * message are shown in both.
 */
async function comparison(parts: Parts, later: MessageHead, earlierId: string): Promise<SourceFile | null> {
  const earlier = await parts.journal.messageHead(earlierId, HEAD_BYTES);
  if (!earlier) return null;
  const documents = await parts.journal.documentsOfMessage(earlierId, { limit: 100 });
  const shown = anyOf(
    documents.flatMap(({ input }) => (input && input.type !== "OutboxTrigger" ? shownOf(input) : [])),
  );
  const [old, now] = [await linesOf(parts, earlier, shown), await linesOf(parts, later, shown)];
  if (!old || !now) return null;
  const notes = [
    say("compared", {
      earlier: { instant: earlier.receivedAt.toISOString() },
      later: { instant: later.receivedAt.toISOString() },
    }),
  ];
  return sourceFile("comparison", comparedLines(old, now), { notes });
}

/** Returns a function that shows a value if one of these functions does. */
function anyOf(shown: readonly Shown[]): Shown {
  const withheld = shownOf(null);
  return (value) => {
    for (const each of shown) if (each(value) !== withheld(value)) return each(value);
    return withheld(value);
  };
}

async function linesOf(
  { journal, formats }: Parts,
  { id, format: code, size }: MessageHead,
  shown: Shown,
): Promise<FileLines | null> {
  const format = formats.find((one) => one.code === code);
  if (!format?.lines || size > MOST_BYTES) return null;
  const message = await journal.messageById(id, MOST_BYTES);
  return message && format.lines(message.body, shown, null);
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
