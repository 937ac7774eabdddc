import { type ElementFault, hasControlCharacter, valueFault } from "../edi/element-types.ts";
import type { CompiledElement, CompiledSegment } from "../edi/model.ts";
import { say } from "./terms.ts";
import type { EdifactIssue, EdifactSegment } from "./types.ts";

/** The faults that elements of EDIFACT can have. There are no relational conditions, code lists or date types in the directories. */
type Fault = Exclude<
  ElementFault,
  "element-condition-missing" | "element-excluded" | "code-not-in-list" | "date-invalid" | "time-invalid"
>;
type Place = { element: number; component?: number; repetition?: number };
type Report = (issue: EdifactIssue) => void;

/** The codes of the faults in a CONTRL (data element 0085). */
const ACKS: Readonly<Record<Fault, string>> = {
  "element-missing": "13",
  "too-many-elements": "16",
  "too-many-components": "16",
  "element-invalid-character": "21",
  "too-many-repetitions": "35",
  "element-not-numeric": "37",
  "element-too-long": "39",
  "element-too-short": "40",
};

const NOTHING: readonly string[] = [];

/** Checks the elements of a segment against its definition: presence, number, type and length. */
export function validateElements(
  segment: EdifactSegment,
  definition: CompiledSegment,
  soiled: boolean,
  report: Report,
): void {
  const { elements } = segment;
  const defined = definition.elements.length;
  const last = Math.max(Math.min(elements.length - 1, defined), definition.lastMandatory);
  for (let position = 1; position <= last; position++) {
    const element = definition.elements[position - 1] as CompiledElement;
    checkElement(segment, elements[position] ?? NOTHING, element, { element: position }, soiled, report);
  }
  for (let position = defined + 1; position < elements.length; position++) {
    if (isEmpty(elements[position] ?? NOTHING)) continue;
    report(elementIssue(segment, { element: position }, "too-many-elements"));
    break;
  }
  if (segment.repetitions !== undefined) checkRepetitions(segment, definition, soiled, report);
}

function checkElement(
  segment: EdifactSegment,
  values: readonly string[],
  element: CompiledElement,
  place: Place,
  soiled: boolean,
  report: Report,
): void {
  if (isEmpty(values)) {
    if (element.mandatory) report(elementIssue(segment, place, "element-missing", element));
    return;
  }
  const { components } = element;
  if (components === null) {
    const fault = faultOf(values[0] ?? "", element, soiled);
    if (fault !== null) report(elementIssue(segment, place, fault, element));
    if (!isEmpty(values, 1)) report(elementIssue(segment, place, "too-many-components", element));
    return;
  }
  for (let index = 0; index < components.length; index++) {
    const component = components[index] as CompiledElement;
    const fault = faultOf(values[index] ?? "", component, soiled);
    if (fault !== null) report(elementIssue(segment, { ...place, component: index + 1 }, fault, component));
  }
  if (values.length > components.length && !isEmpty(values, components.length))
    report(
      elementIssue(segment, { ...place, component: components.length + 1 }, "too-many-components", element),
    );
}

/** Checks repeated elements (syntax version 4). An element may be repeated as often as the definition contains it in succession. */
function checkRepetitions(
  segment: EdifactSegment,
  { elements }: CompiledSegment,
  soiled: boolean,
  report: Report,
): void {
  for (const [position, repetitions] of segment.repetitions ?? []) {
    const element = elements[position - 1];
    if (element === undefined) continue;
    let most = 1;
    while (elements[position - 1 + most]?.number === element.number) most++;
    for (const [index, values] of repetitions.entries()) {
      const place = { element: position, repetition: index + 2 };
      if (index + 2 > most) report(elementIssue(segment, place, "too-many-repetitions", element));
      else checkElement(segment, values, { ...element, mandatory: false }, place, soiled, report);
    }
  }
}

function faultOf(value: string, element: CompiledElement, soiled: boolean): Fault | null {
  if (value === "") return element.mandatory ? "element-missing" : null;
  if (soiled && hasControlCharacter(value)) return "element-invalid-character";
  return valueFault(value, element) as Fault | null;
}

function isEmpty(values: readonly string[], from = 0): boolean {
  for (let index = from; index < values.length; index++) if (values[index] !== "") return false;
  return true;
}

function elementIssue(
  segment: EdifactSegment,
  place: Place,
  fault: Fault,
  definition?: CompiledElement,
): EdifactIssue {
  const name = `${segment.id}${String(place.element).padStart(2, "0")}`;
  const element =
    place.component === undefined ? name : say("component", { component: place.component, element: name });
  return {
    level: "element",
    code: fault,
    ack: ACKS[fault],
    message: say(fault, { element, segment: segment.position }),
    segment: segment.id,
    segmentPosition: segment.position,
    ...place,
    ...(definition === undefined ? {} : { reference: definition.number }),
    offset: segment.offset,
  };
}
