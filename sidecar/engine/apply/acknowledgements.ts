import type { Link, Plan } from "../../flows/flow.ts";
import type { AcknowledgementJournal } from "../ports/journal/documents.ts";
import type { Weight } from "../records.ts";
import { rejectionReason } from "./outcomes.ts";
import type { Prepared } from "./prepare.ts";
import { say } from "./terms.ts";

/**
 * Records what a document proves about earlier outgoing documents. An acknowledgement that names our control numbers
 * is linked to their records; one that matches no outgoing document becomes an exception. If the acknowledgement
 * changes no state, the note says so: people read it on the records, next to a state that differs from it.
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
    if (dispatch.control && found.length === 0) return unmatched();
    if (!dispatch.control) continue;
    links.push(...found.flatMap((one) => one.links));
    weights.push(...found.map(({ weight }) => weight));
  }
  if (!("operations" in plan)) return plan;
  const changedNothing = weights.length > 0 && weights.every((weight) => weight === "note");
  const note = changedNothing ? say("later-without-effect", { note: plan.note }) : plan.note;
  return { ...plan, note, links: [...plan.links, ...links] };
}

const unmatched = (): Plan => ({ exception: { code: "ACKNOWLEDGEMENT_UNMATCHED", findings: [] } });
