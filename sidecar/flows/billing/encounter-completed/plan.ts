import type { Encounter } from "../../../documents/encounter.ts";
import type { Term } from "../../../terms/term.ts";
import type { Plan, PlanContext, Snapshot } from "../../flow.ts";
import {
  after,
  differences,
  type EncounterState,
  isBilled,
  type ReportedEncounter,
  unheardOf,
} from "./billed.ts";
import { say } from "./terms.ts";

/** The type of the event published on `suture.events` for each status that is reported to the billing system. */
export const encounterEvents: Readonly<Record<Encounter["status"], string>> = {
  completed: "encounter.completed",
  corrected: "encounter.corrected",
  reopened: "encounter.withdrawn",
  cancelled: "encounter.withdrawn",
};

/**
 * Plans the report to the billing system that a document of an encounter causes, if any. The completion is reported exactly once,
 * and then each change as a correction or a withdrawal. Nothing changes in Odoo.
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
  if (isBilled(told)) return { operations: [], links: [], note: say("nothing-changed") };
  const note = say(status === "corrected" ? "not-completed-yet" : "never-told");
  return { operations: [], links: [], note };
}

function noteOf(told: ReportedEncounter, before: EncounterState): Term {
  const { status, endDate, version } = told;
  switch (status) {
    case "completed":
      return endDate === undefined ? say("completed") : say("completed-on", { date: { date: endDate } });
    case "corrected":
      return isBilled(before.told)
        ? say("corrected", { facts: changed(before.told, told), version })
        : say("completed-again", { version });
    case "reopened":
    case "cancelled":
      return say(status, { version });
  }
}

function changed(before: ReportedEncounter, now: ReportedEncounter) {
  return { all: differences(before, now).map((name) => say(name)) };
}
