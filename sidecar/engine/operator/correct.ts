import type { Flow } from "../../flows/flow.ts";
import type { Connections } from "../model/connections.ts";
import { isFinished } from "../model/states.ts";
import type { CorrectionRefusal, DecisionRefusal, OperatorJournal } from "../ports/journal/operators.ts";
import type { Document } from "../records.ts";
import { type Fault, readCorrected } from "./corrected.ts";

export type CorrectParts = {
  readonly journal: Pick<OperatorJournal, "correct" | "correctionAsked">;
  readonly connections: Connections;
  readonly flows: readonly Flow[];
};

export type CorrectionWish = {
  /** The whole corrected document. */
  readonly content: unknown;
  readonly reason: string;
  readonly actor: string;
  readonly asNewVersion: boolean;
  /** What asked for it, where it may ask twice. */
  readonly request: string | null;
};

export type CorrectionOutcome =
  | { readonly id: string; readonly number: number }
  | { readonly faults: readonly Fault[] }
  | { readonly refused: CorrectionRefusal };

/** What a person reads about a decision, a correction or a new version that the document's state does not allow. */
export const REFUSALS: Readonly<Record<CorrectionRefusal | DecisionRefusal, string>> = {
  finished:
    "It is done or dismissed. What is done is not done again, unless it is asked for as a new version.",
  busy: "It is being worked on. Ask again when it waits for a person.",
  unfinished:
    "It is not finished: a new version is for what is done or dismissed. Correct it, or try it again.",
  superseded: "A new version of it has been entered already: go on with that one.",
  unread: "It could not be read, so there is nothing to enter again.",
  changed: "What was to be accepted is no longer in question: look at it again.",
  overtaken: "A later document about the same thing has been applied since. Enter this one as a new version.",
  emptied: "Its content has had its time and is gone: have it sent again.",
  open: "It is not dismissed: there is nothing to undo.",
};

/** Has a document go on from a corrected content; what arrived stays as it is. */
export async function correctDocument(
  parts: CorrectParts,
  document: Document,
  wish: CorrectionWish,
): Promise<CorrectionOutcome> {
  const asked = wish.request === null ? null : await parts.journal.correctionAsked(wish.request);
  if (asked) return asked;
  const finished = isFinished(document.state);
  if (finished && !wish.asNewVersion) return { refused: "finished" };
  const read = readCorrected(parts, document, wish.content);
  if ("faults" in read) return read;
  if (read.changes.length === 0 && !wish.asNewVersion)
    return { faults: [{ pointer: "", message: "Nothing is corrected: try the document again as it is." }] };
  const { content, changes } = read;
  const { contentHash, flow, lane, type, number, aggregate } = read.document;
  return parts.journal.correct({
    ...{ documentId: document.id, content, contentHash, lane, aggregate, changes },
    ...{ flow: flow ?? "", type: type ?? "", number: number ?? "" },
    ...{ reason: wish.reason, actor: wish.actor, request: wish.request, asNewVersion: wish.asNewVersion },
  });
}
