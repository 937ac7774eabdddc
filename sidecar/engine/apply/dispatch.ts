import type { Plan } from "../../flows/flow.ts";
import { EncodingFailure, type Format } from "../../formats/format.ts";
import { type Problem, problemOf } from "../../formats/mapping.ts";
import { encodeWith } from "../model/encoding.ts";
import { localNow } from "../model/local-now.ts";
import { become } from "../model/states.ts";
import { say } from "../model/terms.ts";
import type { DeliveryJournal } from "../ports/journal/deliveries.ts";
import type { Clock } from "../ports/runtime.ts";
import type { DocumentLink, Outcome } from "../records.ts";
import { exceptionOutcome } from "./outcomes.ts";
import type { Prepared } from "./prepare.ts";

type Send = Extract<Plan, { send: unknown }>;
type DispatchParts = {
  readonly journal: Pick<DeliveryJournal, "storeDispatch">;
  readonly formats: readonly Format[];
  readonly clock: Clock;
};

/**
 * Encodes an outgoing document in the partner's format and stores the bytes for delivery. Control numbers are assigned
 * in the same transaction.
 * @returns the outcome: "processing", or an exception if the document cannot be encoded
 */
export async function dispatch(parts: DispatchParts, prepared: Prepared, plan: Send): Promise<Outcome> {
  const { document, connection } = prepared;
  const links = plan.send.links.filter((link): link is DocumentLink => "model" in link);
  const refuse = (problem: Problem) => exceptionOutcome(document, { exception: { ...problem, links } });
  const format = parts.formats.find(
    (one) => one.code === connection.format.code && one.writes.includes(plan.send.document.type),
  );
  if (!format) return refuse(problemOf("UNSUPPORTED_DOCUMENT", "format", say("format-does-not-write")));
  try {
    await parts.journal.storeDispatch(document.id, {
      connection: connection.code,
      kind: "document",
      documentId: document.id,
      messageId: null,
      encode: encodeWith((next) =>
        format.encode(plan.send.document, { connection, now: localNow(parts.clock, connection), next }),
      ),
    });
  } catch (error) {
    if (!(error instanceof EncodingFailure)) throw error;
    return refuse(error.problem);
  }
  return {
    id: document.id,
    revision: document.revision + 1,
    ...become("apply", "processing", format.code),
    attempts: 0,
    links,
    note: [plan.send.note],
    output: plan.send.document,
  };
}
