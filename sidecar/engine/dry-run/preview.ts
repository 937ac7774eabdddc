import type { Plan } from "../../flows/flow.ts";
import { type Encoded, EncodingFailure, type Format } from "../../formats/format.ts";
import { applyItem } from "../apply/apply-item.ts";
import { type EvaluateParts, type Evaluation, evaluate } from "../apply/evaluate.ts";
import {
  afterFailure,
  deferred,
  exceptionOutcome,
  failedInside,
  held,
  refusedByOdoo,
} from "../apply/outcomes.ts";
import { type Prepared, prepare } from "../apply/prepare.ts";
import { encodeWith } from "../model/encoding.ts";
import { localNow } from "../model/local-now.ts";
import { nextKey } from "../model/version-key.ts";
import type { Preview } from "../ports/dry-run.ts";
import type { DocumentJournal } from "../ports/journal/documents.ts";
import type { Odoo, PreviewResult } from "../ports/odoo.ts";
import type { Document } from "../records.ts";
import type { Breaker } from "../resilience/breaker.ts";
import { OdooFailure } from "../resilience/failures.ts";
import { isolate } from "../resilience/isolate.ts";
import { sayOdoo } from "../resilience/terms.ts";
import { APPLIED_BEFORE, previewOfOutcome } from "./preview-of-outcome.ts";
import { say } from "./terms.ts";

/** A document to preview: as stored in the journal, or with a correction that is not stored yet. */
export type Candidate = {
  readonly document: Document;
  /** Whether to preview a new version of the document, which comes after all documents of its aggregate. */
  readonly asNewVersion?: boolean;
  /** Whether the correction changes the document's aggregate. */
  readonly moved?: boolean;
};

export type PreviewParts = EvaluateParts & {
  readonly journal: Pick<DocumentJournal, "blockers" | "unfinishedOf">;
  readonly odoo: Pick<Odoo, "preview">;
  readonly formats: readonly Format[];
  readonly breaker: Breaker;
  /** Called with the encoded file before it is discarded. */
  readonly onWritten?: (file: Encoded) => void;
};
export type Previewer = (candidates: readonly Candidate[]) => Promise<Preview[]>;

type Operations = Extract<Plan, { operations: unknown }>;
type Planned = { readonly prepared: Prepared; readonly plan: Operations };

/**
 * Creates the function that previews documents independently of each other and returns the previews in the given order.
 * It writes nothing to the journal, and Odoo rolls back all changes.
 * @throws OdooFailure if Odoo is unreachable or busy
 */
export function createPreviewer(parts: PreviewParts): Previewer {
  return async (candidates) => {
    const answers = await Promise.all(candidates.map((each) => withoutOdoo(parts, each)));
    const open = answers.flatMap((answer) => ("flow" in answer ? [answer] : []));
    const previewed = open.length > 0 ? await previewAll(parts, open) : new Map<Prepared, Preview>();
    return answers.map((answer) =>
      "flow" in answer ? (previewed.get(answer) ?? internalError(answer)) : answer,
    );
  };
}

/** Returns the preview of a document if it does not depend on Odoo, otherwise the document prepared for evaluation. */
async function withoutOdoo(parts: PreviewParts, candidate: Candidate): Promise<Preview | Prepared> {
  const { document } = candidate;
  if (!candidate.asNewVersion && document.state === "done")
    return { outcome: "duplicate", reason: [say("done")] };
  if (!candidate.asNewVersion && document.state === "dismissed")
    return { outcome: "dismissed", reason: [say("dismissed")] };
  if (document.input === null) return { outcome: "read-again", reason: [say("read-again")] };
  const blocker = await blockerOf(parts, candidate);
  if (blocker !== null) return previewOfOutcome(held(document, blocker));
  const key = candidate.asNewVersion ? nextKey(document.key, document.version) : document.key;
  const prepared = prepare({ ...document, key }, parts.connections, parts.flows);
  return "flow" in prepared ? prepared : previewOfOutcome(exceptionOutcome(document, prepared.because));
}

async function blockerOf(parts: PreviewParts, candidate: Candidate): Promise<string | null> {
  const { document, asNewVersion = false, moved = false } = candidate;
  if (!asNewVersion && !moved) return (await parts.journal.blockers([document.id])).get(document.id) ?? null;
  const before = asNewVersion ? null : document.sequence;
  return parts.journal.unfinishedOf(document.aggregate, document.direction, before);
}

async function previewAll(parts: PreviewParts, batch: readonly Prepared[]): Promise<Map<Prepared, Preview>> {
  if (parts.breaker.isOpen()) throw new OdooFailure("unavailable", sayOdoo("unreachable"));
  const previewed = await isolate<Prepared, Previewed>(
    batch,
    (some) => evaluateAndTry(parts, some),
    async (error, some) => {
      const [only, ...others] = some;
      if (!only || !(error instanceof OdooFailure) || error.kind !== "refused") throw error;
      return others.length > 0
        ? "each"
        : [[only, previewOfOutcome(afterFailure(only.document, error, time(parts)))]];
    },
  );
  return new Map(previewed);
}

type Previewed = readonly [Prepared, Preview];

async function evaluateAndTry(parts: PreviewParts, batch: readonly Prepared[]): Promise<Previewed[]> {
  const previewed: Previewed[] = [];
  const planned: Planned[] = [];
  for (const evaluation of await evaluate(parts, batch)) {
    const { prepared } = evaluation;
    const found = await previewOf(parts, evaluation);
    if ("operations" in found) planned.push({ prepared, plan: found });
    else previewed.push([prepared, found]);
  }
  return [...previewed, ...(await tryPlans(parts, planned))];
}

/**
 * Returns the preview of an evaluated document, or its plan if the plan's operations still have to be tried in Odoo.
 */
async function previewOf(parts: PreviewParts, evaluation: Evaluation): Promise<Preview | Operations> {
  const { prepared } = evaluation;
  const { document } = prepared;
  if ("failed" in evaluation) return internalError(prepared);
  if ("before" in evaluation) return previewOfOutcome(evaluation.before);
  const { plan } = evaluation;
  if ("exception" in plan) return previewOfOutcome(exceptionOutcome(document, plan));
  if ("defer" in plan)
    return previewOfOutcome(deferred(document, plan, { now: parts.clock(), isSure: true }));
  return "send" in plan ? trySending(parts, prepared, plan) : plan;
}

/**
 * Encodes the document with a fixed value for all control numbers, so that no number is used up, and discards the file.
 * @returns a preview: the document would be sent, or would become an exception because it cannot be encoded
 */
async function trySending(
  parts: PreviewParts,
  { document, connection }: Prepared,
  plan: Extract<Plan, { send: unknown }>,
): Promise<Preview> {
  const format = parts.formats.find(
    (one) => one.code === connection.format.code && one.writes.includes(plan.send.document.type),
  );
  if (!format)
    return previewOfOutcome(
      exceptionOutcome(document, { exception: { code: "UNSUPPORTED_DOCUMENT", findings: [] } }),
    );
  const now = localNow(parts.clock, connection);
  try {
    const write = encodeWith((next) => format.encode(plan.send.document, { connection, now, next }));
    const file = await write(async () => 1);
    parts.onWritten?.(file);
  } catch (error) {
    if (!(error instanceof EncodingFailure)) throw error;
    return previewOfOutcome(exceptionOutcome(document, { exception: error.problem }));
  }
  return { outcome: "would-send", note: [plan.send.note] };
}

async function tryPlans(parts: PreviewParts, planned: readonly Planned[]): Promise<Previewed[]> {
  if (planned.length === 0) return [];
  const items = planned.map(({ prepared, plan }) => applyItem(prepared.document, plan, parts.clock));
  const results = await parts.odoo.preview(items);
  return planned.map((one, index) => {
    const result = results[index];
    if (!result || result.key !== one.prepared.document.key)
      throw new Error("Odoo's answer does not match the batch");
    return [one.prepared, previewOfResult(parts, one, result)] as const;
  });
}

function previewOfResult(parts: PreviewParts, { prepared, plan }: Planned, result: PreviewResult): Preview {
  if (result.status === "applied")
    return { outcome: "would-apply", note: [plan.note], changes: result.changes };
  if (result.status === "duplicate") return APPLIED_BEFORE;
  return previewOfOutcome(refusedByOdoo(prepared.document, { ...result, records: [] }, time(parts)));
}

const internalError = ({ document }: Prepared): Preview => previewOfOutcome(failedInside(document));

const time = (parts: PreviewParts) => ({ now: parts.clock(), random: () => 0.5 });
