import { violation } from "../edi/conditions.ts";
import { type ElementFault, hasControlCharacter, valueFault } from "../edi/element-types.ts";
import type { CompiledElement, CompiledSegment } from "../edi/model.ts";
import { say } from "./terms.ts";
import type { X12Delimiters, X12Issue, X12Segment } from "./types.ts";

/** The position of an issue within its segment. */
type Place = { element: number; component?: number; repetition?: number };
type Report = (issue: X12Issue) => void;

const MISSING = "element-missing";
const CONDITIONAL = "element-condition-missing";
const EXCLUDED = "element-excluded";
const TOO_MANY = "too-many-elements";
const UNREPEATABLE = "too-many-repetitions";
const TOO_MANY_PARTS = "too-many-components";
const CHARACTER = "element-invalid-character";

/** The codes of the faults in a 997 or 999 (AK403, IK403). */
const ACKS: Readonly<Record<ElementFault, string>> = {
  "element-missing": "1",
  "element-condition-missing": "2",
  "too-many-elements": "3",
  "element-too-short": "4",
  "element-too-long": "5",
  "element-invalid-character": "6",
  "element-not-numeric": "6",
  "code-not-in-list": "7",
  "date-invalid": "8",
  "time-invalid": "9",
  "element-excluded": "10",
  "too-many-repetitions": "12",
  "too-many-components": "13",
};

/**
 * Checks the elements of a segment against its definition: presence, number, type, length, codes and relational conditions.
 * `soiled` means that the segment contains control characters, component separators or repetition separators.
 */
export function validateElements(
  segment: X12Segment,
  definition: CompiledSegment,
  delimiters: X12Delimiters,
  soiled: boolean,
  report: Report,
): void {
  const present = checkValues(segment, definition, delimiters, soiled, report);
  const extra = definition.elements.length + 1;
  if (segment.elements.length > extra) report(elementIssue(segment, { element: extra }, TOO_MANY));
  for (const condition of definition.conditions) {
    // If none of the elements is present, only a condition of type R can be violated.
    if (condition.kind !== "R" && (present & (condition.first | condition.others)) === 0) continue;
    const element = violation(condition, present);
    const fault = condition.kind === "E" ? EXCLUDED : CONDITIONAL;
    if (element !== 0) report(elementIssue(segment, { element }, fault, definition.elements[element - 1]));
  }
}

/** Validates the element values and returns a bitmask of the elements that are present (bit n-1 for element n). */
function checkValues(
  segment: X12Segment,
  definition: CompiledSegment,
  delimiters: X12Delimiters,
  soiled: boolean,
  report: Report,
): number {
  const { elements } = segment;
  const last = Math.max(Math.min(elements.length - 1, definition.elements.length), definition.lastMandatory);
  let present = 0;
  for (let position = 1; position <= last; position++) {
    const value = elements[position] ?? "";
    const element = definition.elements[position - 1] as CompiledElement;
    if (value === "" || (value.charCodeAt(0) === 32 && value.trim() === "")) {
      if (element.mandatory) report(elementIssue(segment, { element: position }, MISSING, element));
      continue;
    }
    present |= 1 << (position - 1);
    if (soiled || element.components !== null) {
      checkDivisible(segment, position, element, delimiters, report);
      continue;
    }
    const fault = valueFault(value, element);
    if (fault !== null) report(elementIssue(segment, { element: position }, fault, element));
  }
  return present;
}

/** Checks a value that may contain repetitions and components. A function of its own, so that other values need no closure. */
function checkDivisible(
  segment: X12Segment,
  position: number,
  element: CompiledElement,
  delimiters: X12Delimiters,
  report: Report,
): void {
  checkParts(segment.elements[position] ?? "", element, delimiters, (fault, part, definition) =>
    report(elementIssue(segment, { element: position, ...part }, fault, definition ?? element)),
  );
}

/**
 * Reports a fault in a part of an element. If the fault concerns a component, `definition` is the definition of that component.
 */
type ReportPart = (fault: ElementFault, part: Omit<Place, "element">, definition?: CompiledElement) => void;

function checkParts(
  value: string,
  element: CompiledElement,
  delimiters: X12Delimiters,
  report: ReportPart,
): void {
  if (element.number === "any") return;
  const repetitions = delimiters.repetition === null ? [value] : value.split(delimiters.repetition);
  if (repetitions.length > 1) report(UNREPEATABLE, { repetition: 2 });
  const components = (repetitions[0] ?? "").split(delimiters.component);
  const definitions = element.components ?? [element];
  if (components.length > definitions.length) report(TOO_MANY_PARTS, {});
  for (const [index, definition] of definitions.entries()) {
    const part = element.components === null ? {} : { component: index + 1 };
    const fault = partFault(components[index] ?? "", definition);
    if (fault !== null) report(fault, part, definition);
  }
}

function partFault(value: string, definition: CompiledElement): ElementFault | null {
  if (value.trim() === "") return definition.mandatory ? MISSING : null;
  return hasControlCharacter(value) ? CHARACTER : valueFault(value, definition);
}

function elementIssue(
  segment: X12Segment,
  place: Place,
  fault: ElementFault,
  definition?: CompiledElement | undefined,
): X12Issue {
  const name = `${segment.id}${String(place.element).padStart(2, "0")}`;
  const element =
    place.component === undefined ? name : say("component", { component: place.component, element: name });
  const reference =
    definition !== undefined && /^\d+$/.test(definition.number) ? definition.number : undefined;
  return {
    level: "element",
    code: fault,
    ack: ACKS[fault],
    message: say(fault, { element, segment: segment.position }),
    segment: segment.id,
    segmentPosition: segment.position,
    ...place,
    ...(reference === undefined ? {} : { reference }),
    offset: segment.offset,
  };
}
