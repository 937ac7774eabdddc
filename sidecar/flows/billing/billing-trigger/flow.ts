import { z } from "zod";
import type { Encounter } from "../../../documents/encounter.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planBillingTrigger } from "./plan.ts";

const billingTriggerPolicy = z.strictObject({});

/**
 * Sends the billing system a notification that an encounter was completed, corrected or withdrawn. The flow `encounter-completed`
 * emits the documents that this flow sends.
 */
export const billingTrigger: Flow<Encounter, z.infer<typeof billingTriggerPolicy>> = {
  code: "billing-trigger",
  name: "Billing trigger",
  description: "Notifies the billing system that an encounter can be billed, has changed or was withdrawn.",
  kinds: ["billing"],
  version: 1,
  direction: "outbound",
  documentType: "Encounter",
  owner: "Patient billing",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 60,
  sensitivity: "clinical",
  retentionDays: 2555,
  policy: billingTriggerPolicy,
  accepts: (input: FlowInput): input is Encounter => input.type === "Encounter",
  aggregate: ({ id }) => `billing-trigger/${id}`,
  documentNumber: ({ id }) => id,
  reads: () => ({}),
  plan: planBillingTrigger,
};
