import type { Encounter } from "../../../documents/encounter.ts";
import type { Plan, PlanContext, Snapshot } from "../../flow.ts";
import { listed } from "../../kit/findings.ts";
import { after, differences, type EncounterState, isBilled, type Told, unheardOf } from "./billed.ts";

/** What is told on `suture.events`, by the status that billing is told. */
export const encounterEvents: Readonly<Record<Encounter["status"], string>> = {
  completed: "encounter.completed",
  corrected: "encounter.corrected",
  reopened: "encounter.withdrawn",
  cancelled: "encounter.withdrawn",
};

const words: Readonly<Record<string, string>> = {
  account: "account",
  class: "class",
  department: "department",
  costCentre: "cost centre",
  startDate: "first day",
  endDate: "last day",
};

/**
 * Decides what billing is told after one more document of an encounter: its completion exactly once; after that a
 * correction for each change, or a withdrawal. Nothing is changed in Odoo; the exchange shows it.
 */
export function planEncounterCompleted(
  document: Encounter,
  _snapshot: Snapshot,
  { history = [] }: PlanContext<unknown>,
): Plan {
  const before = history
    .flatMap(({ input }) => (input.type === "Encounter" ? [input] : []))
    .reduce(after, unheardOf);
  const { told } = after(before, document);
  if (told === null || told === before.told) return noted(before, document);
  return {
    operations: [],
    links: [],
    note: noteOf(told, before),
    emits: [
      {
        flow: "billing-trigger",
        connectionKind: "billing",
        key: `encounter/${told.id}/${told.version}`,
        document: told,
      },
    ],
    events: [{ type: encounterEvents[told.status], data: told }],
  };
}

function noted({ told }: EncounterState, { status }: Encounter): Plan {
  const note = isBilled(told)
    ? "Nothing that billing was told has changed."
    : status === "corrected"
      ? "Noted: billing is told when the encounter is completed."
      : "Noted: billing was not told of a completed encounter that could be withdrawn.";
  return { operations: [], links: [], note };
}

function noteOf(told: Told, before: EncounterState): string {
  switch (told.status) {
    case "completed":
      return `Encounter completed${told.endDate === undefined ? "" : ` on ${told.endDate}`}: billing is told.`;
    case "corrected":
      return isBilled(before.told)
        ? `Corrected for billing (version ${told.version}): ${changed(before.told, told)}.`
        : `Completed again: billing is told as a correction (version ${told.version}).`;
    case "reopened":
      return `Discharge cancelled: withdrawn from billing (version ${told.version}).`;
    case "cancelled":
      return `Admission cancelled: withdrawn from billing (version ${told.version}).`;
  }
}

function changed(before: Told, now: Told): string {
  return listed(differences(before, now).map((name) => words[name] ?? name));
}
