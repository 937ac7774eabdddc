import { segment, segments } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Message } from "../../../codecs/hl7v2/types.ts";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import { type Encounter, encounter, encounterFactNames } from "../../../documents/encounter.ts";
import type { Identifier } from "../../../documents/values.ts";
import type { Term } from "../../../terms/term.ts";
import { collectFindings, type Findings, mappedUnless, validator } from "../../mapping.ts";
import { optionsOf } from "../../options.ts";
import type { Hl7Context, Hl7Mapper, MappedHl7 } from "../mapper.ts";
import { type EncounterOptions, encounterOptions } from "../options.ts";
import { say } from "../terms.ts";
import { patientClasses, visitEvents } from "../values/code-tables.ts";
import { coded } from "../values/coded.ts";
import { isCode } from "../values/codes.ts";
import { asExactAs, isCoarse } from "../values/days.ts";
import { dayOfStamp, instantOf, zoneOf } from "../values/moments.ts";
import { patientPseudonym } from "../values/patient-numbers.ts";
import { agreedAt, valueAt } from "../values/places.ts";

const toEncounter = validator(encounter);

type Status = Encounter["status"];

/**
 * The mappers of ADT^A03, A08, A11 and A13 to encounters. They read only PV1-2, 3, 19, 44 and 45, PID-18, the UTC offset in
 * MSH-7, and the fields that the format options name for the cost centre.
 */
export const adtMappers: Readonly<Record<string, Hl7Mapper>> = Object.fromEntries(
  Object.entries(visitEvents.codes).map(([event, status]): [string, Hl7Mapper] => [
    `ADT_${event}`,
    {
      documentType: "Encounter",
      map: (message, context) =>
        isAboutPatient(event, message) ? [] : [encounterFrom(message, status, context)],
    },
  ]),
);

/**
 * Returns whether an update concerns the patient and not an encounter. A08 is sent for both (§3.3.8), but only an update of an
 * encounter has an encounter number.
 */
const isAboutPatient = (event: string, message: HL7Message): boolean =>
  event === "A08" && valueAt("PV1-19", message) === undefined;

function encounterFrom(message: HL7Message, status: Status, context: Hl7Context): MappedHl7 {
  const read = optionsOf(encounterOptions, context.connection);
  if ("problem" in read) return read;
  const findings = collectFindings();
  for (const each of ["PV1", "PID"]) if (segments(message, each).length > 1) findings.add(several(each));
  const id = patientPseudonym(segment(message, "PV1"), 19, "encounter", context.pseudonym);
  if (!id) findings.add(invalid("PV1-19", say("no-encounter", { place: "PV1-19" })));
  const said = factsOf(message, read.options.encounter, context, findings);
  if (endsBeforeItBegins(message, said, context.connection)) findings.add(backwards);
  const deletes = encounterFactNames.filter((name) => said[name] === null);
  const facts = Object.fromEntries(
    Object.entries(said).filter(([, each]) => each !== null && each !== undefined),
  );
  const mapped = mappedUnless(findings, () =>
    toEncounter({
      type: "Encounter",
      id,
      status,
      department: [],
      ...facts,
      ...(deletes.length > 0 && { deletes }),
    }),
  );
  return "problem" in mapped && id ? { ...mapped, number: id } : mapped;
}

/** The facts in the message. Null deletes a fact; undefined leaves it unchanged. */
type Said = { readonly [Name in (typeof encounterFactNames)[number]]: Encounter[Name] | null | undefined };

function factsOf(
  message: HL7Message,
  { costCentre, classes }: EncounterOptions,
  { pseudonym, connection: { timeZone } }: Hl7Context,
  findings: Findings,
): Said {
  // The UTC offset in MSH-7 applies to all times of the message that have none (v2.8.2 §2.14.9.7).
  const zone = zoneOf(valueAt("MSH-7", message) ?? "") ?? timeZone;
  const read = (text: string) => dayOfStamp(text, zone, timeZone);
  return {
    account: patientPseudonym(segment(message, "PID"), 18, "account", pseudonym),
    class: classOf(message, classes, findings),
    department: departmentOf(message, findings),
    costCentre: costCentreOf(message, costCentre, findings),
    startDate: dayAt("PV1-44", message, read, findings),
    endDate: dayAt("PV1-45", message, read, findings),
  };
}

/**
 * Returns the patient class, which determines how a stay is billed. For an unknown class, adds a finding with its code, because
 * the class must never be guessed.
 */
function classOf(message: HL7Message, own: EncounterOptions["classes"], findings: Findings) {
  const read = coded(patientClasses, segment(message, "PV1"), 2, { own, exactCase: true });
  if (!read) return read;
  if ("meaning" in read.reading) return read.reading.meaning;
  const text = say("class-not-known", read.reading.unknown);
  return findings.add({ code: "UNSUPPORTED_DOCUMENT", field: "PV1-2", text });
}

/**
 * Returns the identifiers of the department in PV1-3: the point of care, then its facility. Returns null if the point of care is
 * deleted, which deletes the department, and undefined if both are empty.
 */
function departmentOf(message: HL7Message, findings: Findings): Identifier[] | null | undefined {
  const [pointOfCare, facility] = [valueAt("PV1-3", message), valueAt("PV1-3.4", message)];
  if (pointOfCare === null) return null;
  const named = [pointOfCare, facility].filter((each) => typeof each === "string");
  return named.length === 0 ? undefined : identifiers("department", "PV1-3", named, findings);
}

function costCentreOf(message: HL7Message, places: readonly string[], findings: Findings) {
  const place = places.find((each) => valueAt(each, message) !== undefined);
  if (place === undefined) return undefined;
  const said = agreedAt([place], [message]);
  if (said && "conflict" in said) return findings.add(invalid(place, say("several-cost-centres", { place })));
  return known(valueAt(place, message), (text) => identifiers("cost-centre", place, [text], findings));
}

function identifiers(
  scheme: "department" | "cost-centre",
  where: string,
  codes: readonly string[],
  findings: Findings,
): Identifier[] {
  return [...new Set(codes)].flatMap((id) => {
    if (isCode(id)) return [{ scheme, id }];
    findings.add(invalid(where, say(`${scheme}-not-a-code`, { place: where })));
    return [];
  });
}

function dayAt(
  place: string,
  message: HL7Message,
  read: (text: string) => string | undefined,
  findings: Findings,
): string | null | undefined {
  return known(valueAt(place, message), (text) => {
    const stamp = asExactAs(text, valueAt(`${place}.2`, message));
    const day = read(stamp);
    const what = isCoarse(stamp) ? "stamp-too-coarse" : "stamp-without-day";
    if (day === undefined) findings.add(invalid(place, say(what, { place })));
    return day;
  });
}

/**
 * Returns whether the end of the encounter is before its beginning. Compares the days and, if they are equal and both times are
 * precise to the minute, the minutes.
 */
function endsBeforeItBegins(
  message: HL7Message,
  { startDate, endDate }: Said,
  { timeZone }: ConnectionProfile,
): boolean {
  if (!startDate || !endDate) return false;
  if (startDate !== endDate) return endDate < startDate;
  const zone = zoneOf(valueAt("MSH-7", message) ?? "") ?? timeZone;
  const [start, end] = ["PV1-44", "PV1-45"].map((place) => minuteAt(place, message, zone));
  return start !== undefined && end !== undefined && end < start;
}

/**
 * Returns a time stamp in milliseconds since 1970, truncated to the minute. Returns undefined if it is not precise to the minute.
 */
function minuteAt(place: string, message: HL7Message, zone: string): number | undefined {
  const stamp = asExactAs(valueAt(place, message) ?? "", valueAt(`${place}.2`, message));
  const [, minute, offset = ""] = /^(\d{12})[\d.]*([+-]\d{4})?$/.exec(stamp) ?? [];
  const instant = minute === undefined ? undefined : instantOf(minute + offset, zone);
  return instant === undefined ? undefined : Date.parse(instant);
}

function known<Fact>(text: string | null | undefined, read: (text: string) => Fact): Fact | null | undefined {
  return typeof text === "string" ? read(text) : text;
}

function several(id: string) {
  return invalid(id, say("several-segments", { segment: id }));
}

const backwards = {
  code: "SCHEMA_INVALID",
  field: "PV1-45",
  text: say("discharge-before-admission"),
} as const;

/** Returns a SCHEMA_INVALID finding. The text names the field but not its value. */
function invalid(where: string, text: Term) {
  return { code: "SCHEMA_INVALID", field: where, text } as const;
}
