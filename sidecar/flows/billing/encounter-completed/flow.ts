import { z } from "zod";
import type { Encounter } from "../../../documents/encounter.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planEncounterCompleted } from "./plan.ts";

const encounterCompletedPolicy = z.strictObject({});

/**
 * Notifies the billing system once when an encounter is completed, and again whenever it is corrected or its completion is
 * withdrawn.
 */
export const encounterCompleted: Flow<Encounter, z.infer<typeof encounterCompletedPolicy>> = {
  code: "encounter-completed",
  name: "Encounter completed",
  description:
    "Notifies the billing system once when an encounter is completed, and of later corrections or cancellations from the EHR.",
  kinds: ["ehr"],
  version: 1,
  direction: "inbound",
  documentType: "Encounter",
  owner: "Patient billing",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 60,
  sensitivity: "clinical",
  retentionDays: 2555,
  history: true,
  policy: encounterCompletedPolicy,
  accepts: (input: FlowInput): input is Encounter => input.type === "Encounter",
  aggregate: ({ id }, connection) => `encounter/${connection.code}/${id}`,
  documentNumber: ({ id }) => id,
  reads: () => ({}),
  plan: planEncounterCompleted,
};
