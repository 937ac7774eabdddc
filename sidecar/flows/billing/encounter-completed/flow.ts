import { z } from "zod";
import type { Encounter } from "../../../documents/encounter.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planEncounterCompleted } from "./plan.ts";

const encounterCompletedPolicy = z.object({});

/** A patient's encounter is over, or is not after all: billing is told, once, and told when that changes. */
export const encounterCompleted: Flow<Encounter, z.infer<typeof encounterCompletedPolicy>> = {
  code: "encounter-completed",
  name: "Encounter completed",
  description:
    "A discharge triggers billing, once per encounter; what the EHR corrects later is corrected or withdrawn.",
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
