import { segment, segments } from "../../codecs/hl7v2/navigate.ts";
import type { HL7Message } from "../../codecs/hl7v2/types.ts";
import type { Term } from "../../terms/term.ts";
import { type CodeTable, readCode } from "../shared/code-table.ts";
import { say } from "./terms.ts";
import { structures, versionIds } from "./values/code-tables.ts";
import { type Coded, coded, codedRepetitions } from "./values/coded.ts";

/**
 * The trigger event of a message as a code, or the fault that prevents reading it. `isConflict` is true if fields of the message
 * contradict each other. Undefined if the message contains no event.
 */
export type EventReading<Meaning> =
  | Coded<Meaning>
  | { readonly fault: Term; readonly isConflict: boolean }
  | undefined;

/** The form of a trigger event: a code of HL7 table 0003, or a site-defined one that begins with Z. */
const form = /^[A-Z][A-Z0-9]{2}$/;

const unreadable = (fault: Term) => ({ fault, isConflict: false });
const conflict = (fault: Term) => ({ fault, isConflict: true });

/**
 * Returns the trigger event of a message (v2.8.2 §2.14.9.9). It is in MSH-9.2 or, if that is empty, in EVN-1; if both are empty,
 * the structure in MSH-9.3 determines it, provided that a single event uses that structure. Contradictions between these fields
 * are faults. Different events in EVN-1 are a fault in every version, because a message has only one event.
 */
export function readEvent<Meaning>(table: CodeTable<Meaning>, message: HL7Message): EventReading<Meaning> {
  const named = coded(table, segment(message, "MSH"), 9, { component: 2 });
  const tellings = segments(message, "EVN").flatMap((evn) => codedRepetitions(table, evn, 1));
  const [told] = tellings;
  if (new Set(tellings.map(({ code }) => code).filter((code) => form.test(code))).size > 1)
    return conflict(say("events-in-evn"));
  if (!named) return unnamed(table, message, told);
  if (!form.test(named.code)) return unreadable(say("event-unreadable"));
  return told && contradicts(told, named.code, message) ? conflict(say("events-differ")) : named;
}

function unnamed<Meaning>(
  table: CodeTable<Meaning>,
  message: HL7Message,
  told: Coded<Meaning> | undefined,
): EventReading<Meaning> {
  const structure = coded(structures, segment(message, "MSH"), 9, { component: 3 });
  const events = structure && "meaning" in structure.reading ? structure.reading.meaning : undefined;
  if (told !== undefined) {
    if (!form.test(told.code)) return unreadable(say("event-unreadable-in-evn"));
    if (events && !events.includes(told.code)) return conflict(say("structure-differs"));
    return told;
  }
  const [only, ...others] = events ?? [];
  if (only !== undefined && others.length === 0) return { code: only, reading: readCode(table, only) };
  return structure ? unreadable(say("structure-ambiguous")) : undefined;
}

/**
 * Returns whether EVN-1 (`told`) contradicts the event in MSH-9.2. A value in EVN-1 that does not have the form of an event is
 * ignored. Since version 2.7, EVN-1 has no meaning if MSH-9.2 is present.
 */
function contradicts(told: Coded<unknown>, event: string, message: HL7Message): boolean {
  if (told.code === event || !form.test(told.code)) return false;
  const version = coded(versionIds, segment(message, "MSH"), 12);
  return !(version && "meaning" in version.reading && !version.reading.meaning.hasEventInEvn);
}
