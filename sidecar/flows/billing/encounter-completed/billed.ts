import { type Encounter, type EncounterFacts, encounterFactNames } from "../../../documents/encounter.ts";

type FactName = (typeof encounterFactNames)[number];

/** An encounter as it was last reported to the billing system, with the version of that report. */
export type ReportedEncounter = Encounter & { readonly version: number };
/**
 * What is known about an encounter: the facts from all its documents so far, and the last report to the billing system (null if
 * there has been none).
 */
export type EncounterState = { readonly facts: EncounterFacts; readonly told: ReportedEncounter | null };

/** The state of an encounter before its first document. */
export const unheardOf: EncounterState = { facts: { department: [] }, told: null };

/**
 * The facts that an event revokes if it does not restate them. For example, an encounter whose discharge was cancelled has no end
 * date.
 */
const takenBack: Readonly<Record<Encounter["status"], readonly FactName[]>> = {
  completed: [],
  corrected: [],
  reopened: ["endDate"],
  cancelled: ["startDate", "endDate"],
};

/**
 * Returns the state of an encounter after another of its documents. `told`, the last report to the billing system, is a new
 * object if the billing system must be notified, and the same object otherwise.
 */
export function after(state: EncounterState, document: Encounter): EncounterState {
  const facts = merged(state.facts, document);
  const message = messageFor(state.told, { ...facts, type: "Encounter", id: document.id }, document.status);
  return { facts, told: message ?? state.told };
}

/**
 * Returns whether the billing system was notified of the completion of the encounter, and the completion has not been withdrawn
 * since.
 */
export function isBilled(told: ReportedEncounter | null): told is ReportedEncounter {
  return told !== null && (told.status === "completed" || told.status === "corrected");
}

/** Returns the names of the facts that differ between two documents. */
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

/** Returns whether a document states a fact. An empty list of departments counts as not stated. */
function isSaid(said: Encounter, name: FactName): boolean {
  return name === "department" ? said.department.length > 0 : said[name] !== undefined;
}

/**
 * Returns the report that the billing system must now receive, or null if nothing has changed for it. The first report is the
 * completion; corrections and withdrawals follow, each with the next version.
 */
function messageFor(
  told: ReportedEncounter | null,
  now: EncounterFacts & Pick<Encounter, "type" | "id">,
  event: Encounter["status"],
): ReportedEncounter | null {
  const version = (told?.version ?? 0) + 1;
  if (isBilled(told)) {
    // A withdrawal restates the facts reported before, because the billing system identifies the encounter by them.
    if (event === "reopened" || event === "cancelled") return { ...told, status: event, version };
    return differences(told, now).length > 0 ? { ...now, status: "corrected", version } : null;
  }
  if (event !== "completed") return null;
  return { ...now, status: told === null ? "completed" : "corrected", version };
}
