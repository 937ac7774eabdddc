import { z } from "zod";
import type { Requisition } from "../../../documents/requisition.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planRequisition } from "./plan.ts";
import { requisitionReads } from "./reads.ts";

/** Creates draft purchase orders from a department's requisition, one for each vendor, which a buyer checks and confirms. */
export const requisition: Flow<Requisition, Record<string, never>> = {
  code: "requisition",
  name: "Requisition",
  description: "Converts a department's requisition into draft purchase orders, one per vendor.",
  kinds: ["ehr", "wms"],
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
  policy: z.strictObject({}),
  accepts: (input: FlowInput): input is Requisition => input.type === "Requisition",
  // Requisitions with the same number share an aggregate, so that the second one is planned only after the orders of the first
  // exist.
  aggregate: ({ id }, connection) => `requisition/${connection.code}/${id}`,
  documentNumber: ({ id }) => id,
  reads: requisitionReads,
  plan: planRequisition,
};
