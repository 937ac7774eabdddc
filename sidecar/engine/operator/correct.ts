import type { Flow } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import type { Connections } from "../model/connections.ts";
import { isFinished } from "../model/states.ts";
import type { CorrectionRefusal, DecisionRefusal, OperatorJournal } from "../ports/journal/operators.ts";
import type { Document } from "../records.ts";
import { type Fault, readCorrected } from "./corrected.ts";
import { say } from "./terms.ts";

export type CorrectParts = {
  readonly journal: Pick<OperatorJournal, "correct" | "correctionAsked">;
  readonly connections: Connections;
  readonly flows: readonly Flow[];
};

export type CorrectionRequest = {
  /** The complete corrected document. */
  readonly content: unknown;
  readonly reason: string;
  readonly actor: string;
  readonly asNewVersion: boolean;
  /**
   * The key by which a request that arrives a second time is recognised, or null if the source sends each request only
   * once.
   */
  readonly request: string | null;
};

export type CorrectionOutcome =
  | { readonly id: string; readonly number: number }
  | { readonly faults: readonly Fault[] }
  | { readonly refused: CorrectionRefusal };

/** The texts that state why a decision, a correction or a new version is refused, by the code of the refusal. */
export const REFUSALS: Readonly<Record<CorrectionRefusal | DecisionRefusal, Term>> = {
  finished: say("finished"),
  busy: say("busy"),
  unfinished: say("unfinished"),
  superseded: say("superseded"),
  unread: say("unread"),
  changed: say("changed"),
  overtaken: say("overtaken"),
  emptied: say("emptied"),
  open: say("not-dismissed"),
};

/**
 * Stores a correction of a document, which is then processed with the corrected content. The received message is not
 * changed.
 * @returns the id of the corrected document and the number of the correction, or the reason why nothing was stored
 */
export async function correctDocument(
  parts: CorrectParts,
  document: Document,
  request: CorrectionRequest,
): Promise<CorrectionOutcome> {
  const asked = request.request === null ? null : await parts.journal.correctionAsked(request.request);
  if (asked) return asked;
  const finished = isFinished(document.state);
  if (finished && !request.asNewVersion) return { refused: "finished" };
  const read = readCorrected(parts, document, request.content);
  if ("faults" in read) return read;
  if (read.changes.length === 0 && !request.asNewVersion)
    return { faults: [{ pointer: "", message: say("nothing-corrected") }] };
  const { content, changes } = read;
  const { contentHash, flow, lane, type, number, aggregate } = read.document;
  return parts.journal.correct({
    ...{ documentId: document.id, content, contentHash, lane, aggregate, changes },
    ...{ flow: flow ?? "", type: type ?? "", number: number ?? "" },
    ...{
      reason: request.reason,
      actor: request.actor,
      request: request.request,
      asNewVersion: request.asNewVersion,
    },
  });
}
