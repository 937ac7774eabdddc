import type { Encounter } from "../../../../sidecar/documents/encounter.ts";
import { encounterCompleted } from "../../../../sidecar/flows/billing/encounter-completed/flow.ts";
import type { AppliedDocument, Plan } from "../../../../sidecar/flows/flow.ts";
import { inEnglish } from "../english.ts";
import { profile } from "../northfield.ts";

/** Passes the documents of one encounter to the flow, as the engine does. */

export const encounterId = "0123456789abcdef0123456789abcdef";

/** Returns a document about the encounter with the given values. */
export function encounter(status: Encounter["status"], given: Partial<Encounter> = {}): Encounter {
  return {
    type: "Encounter",
    id: encounterId,
    status,
    department: [{ scheme: "department", id: "DEP-CLE" }],
    startDate: "2026-11-18",
    endDate: "2026-11-20",
    ...given,
  };
}

/** A document without further values. */
export const silent = (status: Encounter["status"], given: Partial<Encounter> = {}): Encounter => ({
  type: "Encounter",
  id: encounterId,
  status,
  department: [],
  ...given,
});

export type Applied = Extract<Plan, { operations: unknown }>;

/** Returns the plan for each document after all earlier ones have been applied. */
export function plansOf(documents: readonly Encounter[]): Applied[] {
  return documents.map((document, index) => {
    const history = documents
      .slice(0, index)
      .map((input, position): AppliedDocument => ({ id: String(position), input, changes: [] }));
    const plan = encounterCompleted.plan(
      document,
      {},
      { connection: profile, policy: {}, today: "2026-11-21", history },
    );
    if (!("operations" in plan)) throw new Error("An encounter is always applied.");
    return inEnglish(plan);
  });
}

/** Returns the emitted events in order: the type without its prefix, with the version. */
export const toldBy = (plans: readonly Applied[]): string[] =>
  plans.flatMap(({ events = [] }) =>
    events.map(({ type, data }) => `${type.replace("encounter.", "")} ${data.version}`),
  );
