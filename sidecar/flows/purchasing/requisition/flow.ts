import { z } from "zod";
import type { Requisition } from "../../../documents/requisition.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planRequisition } from "./plan.ts";
import { requisitionReads } from "./reads.ts";

/** What a department asks for becomes draft orders, one for each vendor, which a buyer looks over and confirms. */
export const requisition: Flow<Requisition, Record<string, never>> = {
  code: "requisition",
  name: "Requisition",
  description: "What a department asks for becomes draft orders to the vendors of the items, one for each.",
  version: 1,
  direction: "inbound",
  documentType: "Requisition",
  owner: "Purchasing",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 60,
  sensitivity: "business",
  retentionDays: 2555,
  history: true,
  policy: z.object({}),
  accepts: (input: FlowInput): input is Requisition => input.type === "Requisition",
  // Under its number, so that a second one of the same number is planned when what the first one made is known.
  aggregate: ({ id }, connection) => `requisition/${connection.code}/${id}`,
  documentNumber: ({ id }) => id,
  reads: requisitionReads,
  plan: planRequisition,
};
