import type { Requisition } from "../../../documents/requisition.ts";
import type { AppliedDocument, Link, Plan, Snapshot } from "../../flow.ts";
import { exceptionPlan } from "../../kit/findings.ts";
import { sameContent } from "../../kit/same-content.ts";
import { records, reference, text } from "../../kit/snapshot.ts";
import { say } from "./terms.ts";

/**
 * Plans a requisition if orders have already been created for its number. Returns null if the number is new. If the content is
 * the same, nothing is created. If it differs, or cannot be compared because the earlier requisition is not in `history`, the
 * requisition becomes an exception.
 */
export function planRepeated(
  requisition: Requisition,
  snapshot: Snapshot,
  history: readonly AppliedDocument[],
): Plan | null {
  const made = records(snapshot, "made").filter(
    (record) => text(record, "document_number") === requisition.id,
  );
  const links = made.slice(0, 1).flatMap((record): Link[] => {
    const [model, id] = [text(record, "res_model"), reference(record, "res_id")];
    return model !== null && id !== null ? [{ model, id }] : [];
  });
  if (history.length === 0 && made.length === 0) return null;
  if (history.some(({ input }) => sameContent(input, requisition)))
    return {
      operations: [],
      links,
      note: say("repeated", { number: requisition.id }),
    };
  const differs = say("content-differs", { number: requisition.id });
  return exceptionPlan(
    [{ code: "DUPLICATE_CONTENT_DIFFERS", field: "number", theirs: requisition.id, text: differs }],
    links,
    say("suggest-comparison"),
  );
}
