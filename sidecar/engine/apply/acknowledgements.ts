import type { Control } from "../../documents/acknowledgement.ts";
import type { Link, Plan } from "../../flows/flow.ts";
import { unmatchedControl } from "../model/unmatched.ts";
import type { AcknowledgementJournal } from "../ports/journal/documents.ts";
import type { Weight } from "../records.ts";
import { rejectionReason } from "./outcomes.ts";
import type { Prepared } from "./prepare.ts";
import { say } from "./terms.ts";

/**
 * Records in the journal which earlier outgoing documents a plan confirms.
 * @returns the plan, unchanged if it confirms no document or contains no control numbers. Otherwise, the plan gets
 * links to the records of the documents with these control numbers; if no outgoing document has them, an exception
 * replaces it. If the acknowledgement changes no state, the plan's note says so, because people read the note on
 * records that show a different state.
 */
export async function confirmDispatches(
  journal: Pick<AcknowledgementJournal, "acknowledge">,
  { connection }: Prepared,
  plan: Plan,
): Promise<Plan> {
  if (!("confirms" in plan) || !plan.confirms) return plan;
  const links: Link[] = [];
  const weights: Weight[] = [];
  for (const dispatch of plan.confirms) {
    const found = await journal.acknowledge(
      connection.code,
      dispatch,
      connection.name,
      rejectionReason("PARTNER_REJECTED"),
    );
    if (dispatch.control && found.length === 0) return unmatched(dispatch.control);
    if (!dispatch.control) continue;
    links.push(...found.flatMap((one) => one.links));
    weights.push(...found.map(({ weight }) => weight));
  }
  if (!("operations" in plan)) return plan;
  const changedNothing = weights.length > 0 && weights.every((weight) => weight === "note");
  const note = changedNothing ? say("later-without-effect", { note: plan.note }) : plan.note;
  return { ...plan, note, links: [...plan.links, ...links] };
}

const unmatched = (control: Control): Plan => ({
  exception: { code: "ACKNOWLEDGEMENT_UNMATCHED", findings: [unmatchedControl(control)] },
});
