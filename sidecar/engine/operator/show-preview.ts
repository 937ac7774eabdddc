import { placeOf } from "../../documents/places/places.ts";
import type { Acceptance } from "../../flows/flow.ts";
import { permittedDecisions } from "../../flows/kit/findings.ts";
import type { Term } from "../../terms/term.ts";
import type { Words } from "../../terms/words.ts";
import type { Candidate, Previewer } from "../dry-run/preview.ts";
import { logFieldsOf } from "../model/log-fields.ts";
import type { AuditJournal } from "../ports/journal/operators.ts";
import type { Odoo, OutboxRow } from "../ports/odoo.ts";
import type { Log } from "../ports/runtime.ts";
import type { Document } from "../records.ts";
import { OdooFailure } from "../resilience/failures.ts";
import type { CorrectParts } from "./correct.ts";
import { type Fault, readCorrected } from "./corrected.ts";
import { say } from "./terms.ts";

export type ShowPreviewParts = Pick<CorrectParts, "connections" | "flows"> & {
  readonly journal: Pick<AuditJournal, "audit">;
  readonly odoo: Pick<Odoo, "report">;
  readonly preview: Previewer;
  readonly log: Log;
};

/**
 * Previews a document in its current form, with a correction, or with findings accepted, as the outbox row requests,
 * and reports the preview to Odoo. Returns the reason why this is not possible, or null.
 */
export async function showPreview(
  parts: ShowPreviewParts,
  document: Document,
  row: OutboxRow,
  actor: string,
): Promise<Term | Words | null> {
  try {
    const candidate = candidateOf(parts, document, row.arguments);
    if ("faults" in candidate) return faultLines(candidate.faults);
    const [preview] = await parts.preview([candidate]);
    if (!preview) return say("nothing-to-show");
    await parts.journal.audit({ actor, action: "document.preview", subject: document.id });
    const asked = Array.isArray(row.arguments.findings);
    const previewOf = asked ? { previewOf: decisionsIn(document, row.arguments.findings) } : {};
    const shown = { preview, previewRequest: row.key, ...previewOf };
    await parts.odoo.report([{ document, outcome: null, doneAt: null, ...shown }]);
    return null;
  } catch (error) {
    if (error instanceof OdooFailure) return say("asking-odoo-failed", { error: error.said });
    // A failed preview has no consequences, so it must not block the other rows of the outbox.
    parts.log.error({ ...logFieldsOf(document), error: String(error) }, "preview failed");
    return say("preview-failed");
  }
}

function candidateOf(
  parts: ShowPreviewParts,
  document: Document,
  { document: given, findings }: OutboxRow["arguments"],
): Candidate | { readonly faults: readonly Fault[] } {
  const taken = decisionsIn(document, findings);
  const accepting = { ...document, accepted: [...(document.accepted ?? []), ...taken] };
  if (given === undefined || given === null) return { document: accepting };
  const read = readCorrected(parts, accepting, given);
  if ("faults" in read) return read;
  return { document: read.document, moved: read.document.aggregate !== document.aggregate };
}

/** Returns those of the decisions in an argument of an outbox row that the findings of the document permit. */
const decisionsIn = ({ findings }: Document, given: unknown): Acceptance[] =>
  permittedDecisions(findings, acceptancesIn(given)).map(({ decision }) => decision);

/**
 * Returns the decisions that are listed in an argument of an outbox row, each on one finding. Ignores values of any other
 * shape. `permittedDecisions` checks what they decide.
 */
export function acceptancesIn(given: unknown): Acceptance[] {
  if (!Array.isArray(given)) return [];
  return given.filter(
    (each): each is Acceptance =>
      typeof each === "object" && each !== null && "code" in each && "field" in each,
  );
}

/** Returns the path of a JSON Pointer (RFC 6901): "lines", 0 and "price" for "/lines/0/price". */
const pathOf = (pointer: string): readonly PropertyKey[] =>
  pointer
    .slice(1)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((name) => (/^\d+$/.test(name) ? Number(name) : name));

/** Returns a text for each fault, with its location and its cause. */
export const faultLines = (faults: readonly Fault[]): Words =>
  faults.map(({ pointer, message }) =>
    pointer ? say("at", { pointer: placeOf(pathOf(pointer)), what: message }) : message,
  );
