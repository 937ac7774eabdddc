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
    return { faults: [{ pointer: "", message: say("nothing-corrected") }] };
  const { content, changes } = read;
  const { contentHash, flow, lane, type, number, aggregate } = read.document;
  return parts.journal.correct({
    ...{ documentId: document.id, content, contentHash, lane, aggregate, changes },
    ...{ flow: flow ?? "", type: type ?? "", number: number ?? "" },
    ...{ reason: wish.reason, actor: wish.actor, request: wish.request, asNewVersion: wish.asNewVersion },
  });
}
