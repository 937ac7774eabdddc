import type { Link, Plan } from "../flows/flow.ts";
import type { Journal } from "../journal/journal.ts";
import { rejectionReason } from "./outcomes.ts";
import type { Prepared } from "./prepare.ts";

/**
 * Enters what a document proves about things we sent. An acknowledgement that names numbers of ours shows on the records
 * these were about; one that fits nothing we sent is an exception.
 */
export async function acknowledgeDispatches(
  journal: Pick<Journal, "acknowledge">,
  { connection }: Prepared,
  plan: Plan,
): Promise<Plan> {
  if (!("acknowledges" in plan) || !plan.acknowledges) return plan;
  const links: Link[] = [];
  for (const dispatch of plan.acknowledges) {
    const found = await journal.acknowledge(
      connection.code,
      dispatch,
      connection.name,
      rejectionReason("PARTNER_REJECTED"),
    );
    if (dispatch.control && found.length === 0) return unmatched();
    if (dispatch.control) links.push(...found.flatMap((one) => one.links));
  }
  return "operations" in plan ? { ...plan, links: [...plan.links, ...links] } : plan;
}

const unmatched = (): Plan => ({ exception: { code: "ACKNOWLEDGEMENT_UNMATCHED", findings: [] } });
