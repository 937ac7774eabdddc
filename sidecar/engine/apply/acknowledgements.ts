import type { Link, Plan } from "../../flows/flow.ts";
import { asTerm } from "../../terms/words.ts";
import type { AcknowledgementJournal } from "../ports/journal/documents.ts";
import type { Weight } from "../records.ts";
import { rejectionReason } from "./outcomes.ts";
import type { Prepared } from "./prepare.ts";
import { say } from "./terms.ts";

/**
 * Enters what a document proves about things we sent. An acknowledgement that names numbers of ours shows on the records
 * these were about; one that fits nothing we sent is an exception. One that changed nothing of what is known says so: its
 * note is read on the records, beside a state that it does not fit.
 */
export async function acknowledgeDispatches(
  journal: Pick<AcknowledgementJournal, "acknowledge">,
  { connection }: Prepared,
  plan: Plan,
): Promise<Plan> {
  if (!("acknowledges" in plan) || !plan.acknowledges) return plan;
  const links: Link[] = [];
  const weights: Weight[] = [];
  for (const dispatch of plan.acknowledges) {
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
  const note = changedNothing ? say("later-without-effect", { note: asTerm(plan.note) }) : plan.note;
  return { ...plan, note, links: [...plan.links, ...links] };
}

const unmatched = (): Plan => ({ exception: { code: "ACKNOWLEDGEMENT_UNMATCHED", findings: [] } });
