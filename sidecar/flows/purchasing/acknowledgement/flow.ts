import { z } from "zod";
import { type Acknowledgement, controlOf } from "../../../documents/acknowledgement.ts";
import type { Flow, FlowInput } from "../../flow.ts";
import { planAcknowledgement } from "./plan.ts";

const acknowledgementPolicy = z.strictObject({});

/** Records whether the partner's system accepted or rejected the documents that we sent. */
export const acknowledgement: Flow<Acknowledgement, z.infer<typeof acknowledgementPolicy>> = {
  code: "acknowledgement",
  name: "Functional acknowledgement",
  description: "Records whether the partner's system accepted or rejected what we sent.",
  kinds: ["edi"],
  version: 1,
  direction: "inbound",
  documentType: "Acknowledgement",
  owner: "Integration",
  systemOfRecord: "partner",
  timing: "real-time",
  lane: "standard",
  serviceLevelSeconds: 60,
  sensitivity: "business",
  retentionDays: 365,
  policy: acknowledgementPolicy,
  accepts: (input: FlowInput): input is Acknowledgement => input.type === "Acknowledgement",
  aggregate: ({ id, reference }, connection) =>
    `acknowledgement/${connection.code}/${reference.groupControl ?? reference.interchangeControl ?? id}`,
  confirmedControl: controlOf,
  documentNumber: ({ id }) => id,
  reads: () => ({}),
  plan: planAcknowledgement,
};
