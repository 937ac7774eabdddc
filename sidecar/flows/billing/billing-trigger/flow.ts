import { z } from "zod";
import type { Encounter } from "../../../documents/encounter.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planBillingTrigger } from "./plan.ts";

const billingTriggerPolicy = z.strictObject({});

/**
 * Notifies the billing system that an encounter was completed, corrected or withdrawn. Its documents are emitted by the flow for
 * completed encounters.
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
