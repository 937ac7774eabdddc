import type { CanonicalDocument } from "../../documents/document.ts";
import type { Finding } from "../../flows/flow.ts";
import { storable } from "../model/storable.ts";
import type { DryRunDocument, Preview } from "../ports/dry-run.ts";

/** The maximum size of a test file in bytes. Partners' samples are usually a few KiB in size. */
export const MOST_BYTES = 1024 * 1024;
/**
 * The maximum numbers of messages and documents of a test file that are processed, because a dry run costs Odoo as much
 * as applying.
 */
export const MOST = { messages: 10, documents: 10 } as const;
/**
 * Limits for the stored result of each document; `characters` limits the length of the canonical document as JSON. Odoo
 * stores the whole result, but a person reads only the first entries.
 */
const KEPT = { findings: 50, changes: 100, lines: 50, characters: 64 * 1024 } as const;

/**
 * Decodes the base64 content of a command's file. Returns null if the content is missing, too large, or not base64.
 */
export function contentOf(value: unknown): Uint8Array | null {
  if (typeof value !== "string" || value === "" || value.length > Math.ceil(MOST_BYTES / 3) * 4) return null;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return null;
  return Buffer.from(value, "base64");
}

/**
 * Shortens the result for a document to the limits in `KEPT`, and replaces characters that PostgreSQL cannot store. If
 * the canonical document is still too long, it is replaced by null.
 */
export function shortenedDocument(document: DryRunDocument): DryRunDocument {
  const payload = document.payload && shortened(document.payload);
  return storable({ ...document, preview: shortenedPreview(document.preview), payload });
}

function shortened(payload: CanonicalDocument): CanonicalDocument | null {
  const cut =
    "lines" in payload && Array.isArray(payload.lines)
      ? { ...payload, lines: payload.lines.slice(0, KEPT.lines) }
      : payload;
  return JSON.stringify(cut).length <= KEPT.characters ? (cut as CanonicalDocument) : null;
}

function shortenedPreview(preview: Preview): Preview {
  if (preview.outcome === "would-apply")
    return { ...preview, changes: preview.changes.slice(0, KEPT.changes) };
  return "findings" in preview ? { ...preview, findings: firstOf(preview.findings) } : preview;
}

const firstOf = (findings: readonly Finding[]): readonly Finding[] => findings.slice(0, KEPT.findings);
