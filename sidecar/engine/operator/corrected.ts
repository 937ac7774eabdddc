import { createHash } from "node:crypto";
import { type CanonicalDocument, canonicalDocument } from "../../documents/document.ts";
import { ruleInWords } from "../../documents/places/places.ts";
import type { Flow } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import type { Connections } from "../model/connections.ts";
import { flowEntry } from "../model/flow-entry.ts";
import { changesBetween } from "../model/json-changes.ts";
import { laneOf } from "../model/lanes.ts";
import { indexed } from "../model/long-keys.ts";
import { storable } from "../model/storable.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { Change, Document } from "../records.ts";
import { say } from "./terms.ts";

/**
 * An error in a correction: its location in the document as a JSON Pointer (RFC 6901), and a message that does not
 * contain the invalid value.
 */
export type Fault = { readonly pointer: string; readonly message: Term };

export type Corrected = {
  /** The document with the corrected content. */
  readonly document: Document;
  readonly content: CanonicalDocument;
  readonly changes: readonly Change[];
};

type Parts = { readonly connections: Connections; readonly flows: readonly Flow[] };

/**
 * The JSON Pointers of the fields that a correction must not change in clinical documents, because a patient's number
 * that a person enters would not be a pseudonym.
 */
const FIXED_WHERE_CLINICAL: ReadonlySet<string> = new Set(["/id", "/encounter", "/account"]);
const MOST_FAULTS = 20;

/**
 * Validates the content of a correction. The content must be complete, match the schema of its type without additional
 * fields, and have the same type as the received document. A flow that accepts it must be enabled on the connection.
 * @returns the corrected document with its changes, or the errors
 */
export function readCorrected(
  parts: Parts,
  document: Document,
  given: unknown,
): Corrected | { readonly faults: readonly Fault[] } {
  const unfit = notCorrectable(document);
  if (unfit !== null) return { faults: [{ pointer: "", message: unfit }] };
  const content = readDocument(given);
  if ("faults" in content) return content;
  if (document.input !== null && content.type !== document.input.type)
    return fault("/type", say("type-fixed", { type: document.input.type }));
  const connection = parts.connections.find(document.connection);
  const fitting = parts.flows.filter((one) => one.direction === "inbound" && one.accepts(content));
  const flow = fitting.find(({ code }) => connection?.flows.includes(code));
  if (!connection || !flow) return fault("", say("no-flow"));
  const changes = changesBetween(document.input ?? undefined, content);
  const touched = flow.sensitivity === "clinical" ? patientsTouched(document, content, changes) : [];
  if (touched.length > 0)
    return { faults: touched.map((pointer) => ({ pointer, message: say("clinical-fixed") })) };
  try {
    const corrected = withContent(document, content, flow, connection);
    return { document: corrected, content, changes };
  } catch {
    return fault("", say("flow-failed", { flow: flowEntry(flow) }));
  }
}

/** Returns the JSON Pointers of changes that would assign a clinical document to another patient. */
function patientsTouched(
  { input }: Document,
  content: CanonicalDocument,
  changes: readonly Change[],
): readonly string[] {
  if (input !== null)
    return changes.map(({ pointer }) => pointer).filter((pointer) => FIXED_WHERE_CLINICAL.has(pointer));
  return ["encounter", "account"].filter((name) => Object.hasOwn(content, name)).map((name) => `/${name}`);
}

/** Returns the reason why a document cannot be corrected at all, or null. */
function notCorrectable(document: Document): Term | null {
  if (document.direction === "outbound") return say("made-from-odoo");
  if (document.input === null && document.code === null) return say("message-unreadable");
  return null;
}

function readDocument(given: unknown): CanonicalDocument | { faults: Fault[] } {
  const parsed = canonicalDocument.safeParse(given);
  if (!parsed.success)
    return {
      faults: parsed.error.issues.slice(0, MOST_FAULTS).map(({ path, code }) => ({
        pointer: path.map((name) => `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""),
        message: say("value-invalid", { rule: ruleInWords(code) }),
      })),
    };
  const unknown = changesBetween(given, parsed.data).slice(0, MOST_FAULTS);
  if (unknown.length > 0)
    return {
      faults: unknown.map(({ pointer }) => ({
        pointer,
        message: say("no-such-field"),
      })),
    };
  const stray = changesBetween(parsed.data, storable(parsed.data)).slice(0, MOST_FAULTS);
  if (stray.length > 0)
    return {
      faults: stray.map(({ pointer }) => ({ pointer, message: say("characters-not-text") })),
    };
  return parsed.data;
}

const fault = (pointer: string, message: Term) => ({ faults: [{ pointer, message }] });

function withContent(
  document: Document,
  content: CanonicalDocument,
  flow: Flow,
  connection: ConfiguredConnection,
): Document {
  return {
    ...document,
    input: content,
    contentHash: createHash("sha256").update(JSON.stringify(content)).digest("hex"),
    flow: flow.code,
    lane: laneOf(flow, connection),
    type: content.type,
    number: indexed(flow.documentNumber(content)),
    aggregate: indexed(flow.aggregate(content, connection)),
  };
}
