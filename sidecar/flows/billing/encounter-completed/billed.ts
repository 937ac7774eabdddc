import { type Encounter, type EncounterFacts, encounterFactNames } from "../../../documents/encounter.ts";

type FactName = (typeof encounterFactNames)[number];

/** What is known about an encounter, and what billing was last told about it; null: nothing yet. */
export type ReportedEncounter = Encounter & { readonly version: number };
export type EncounterState = { readonly facts: EncounterFacts; readonly told: ReportedEncounter | null };

export const unheardOf: EncounterState = { facts: { department: [] }, told: null };

/** Facts that an event revokes unless it restates them: a cancelled discharge leaves no end date. */
const takenBack: Readonly<Record<Encounter["status"], readonly FactName[]>> = {
  completed: [],
  corrected: [],
  reopened: ["endDate"],
  cancelled: ["startDate", "endDate"],
};

/** Returns the state after one more document of the encounter. `told` is a new object when billing must be told. */
export function after(state: EncounterState, document: Encounter): EncounterState {
  const facts = merged(state.facts, document);
  const message = messageFor(state.told, { ...facts, type: "Encounter", id: document.id }, document.status);
  return { facts, told: message ?? state.told };
}

/** Returns whether billing was told that the encounter is completed, and has not been told otherwise since. */
export function isBilled(told: ReportedEncounter | null): told is ReportedEncounter {
  return told !== null && (told.status === "completed" || told.status === "corrected");
}

/** Returns the names of the facts in which two documents differ. */
export function differences(one: EncounterFacts, other: EncounterFacts): FactName[] {
  return encounterFactNames.filter((name) => text(one[name]) !== text(other[name]));
}

function text(fact: EncounterFacts[FactName]): string {
  return Array.isArray(fact) ? fact.map(({ scheme, id }) => `${scheme} ${id}`).join("\n") : (fact ?? "");
}

function merged(known: EncounterFacts, said: Encounter): EncounterFacts {
  const gone = [...(said.deletes ?? []), ...takenBack[said.status]];
  const facts = encounterFactNames
    .filter((name) => !gone.includes(name))
    .map((name) => [name, isSaid(said, name) ? said[name] : known[name]])
    .filter(([, fact]) => fact !== undefined);
  return { department: [], ...Object.fromEntries(facts) };
}

/** An empty department says nothing. */
function isSaid(said: Encounter, name: FactName): boolean {
  return name === "department" ? said.department.length > 0 : said[name] !== undefined;
}

/** Returns what billing must be told now: the completion once, then corrections and withdrawals, each with a new version. */
function messageFor(
  told: ReportedEncounter | null,
  now: EncounterFacts & Pick<Encounter, "type" | "id">,
  event: Encounter["status"],
): ReportedEncounter | null {
  const version = (told?.version ?? 0) + 1;
  if (isBilled(told)) {
    // A withdrawal repeats what was told before: that is what billing knows the encounter by.
    if (event === "reopened" || event === "cancelled") return { ...told, status: event, version };
    return differences(told, now).length > 0 ? { ...now, status: "corrected", version } : null;
  }
  if (event !== "completed") return null;
  return { ...now, status: told === null ? "completed" : "corrected", version };
}
