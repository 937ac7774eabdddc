import type { Flow } from "../flows/flow.ts";

type Entry = { readonly code: string; readonly label: string };

/** The labels of how soon the documents of a flow are processed. */
export const timings: Readonly<Record<Flow["timing"], string>> = {
  "real-time": "Real time",
  "micro-batch": "Small batches",
  scheduled: "Scheduled",
};

/** The labels of the systems that can own the data of a flow. */
export const recordSystems: Readonly<Record<Flow["systemOfRecord"], string>> = {
  odoo: "Odoo",
  partner: "Partner's system",
};

/** The labels of the kinds of data that a flow's documents contain. */
export const sensitivities: Readonly<Record<Flow["sensitivity"], string>> = {
  business: "Business data",
  financial: "Financial data",
  clinical: "Clinical data",
};

/** Returns the departments that own the flows, each once. The English name is also the code. */
export function departmentsOf(flows: readonly Flow[]): Entry[] {
  return [...new Set(flows.map(({ owner }) => owner))].map((owner) => ({ code: owner, label: owner }));
}
