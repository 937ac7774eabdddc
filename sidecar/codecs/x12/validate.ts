import { type ElementFault, valueFault } from "./element-types.ts";
import type { CompiledCondition, CompiledElement, CompiledSegment } from "./schemas/model.ts";
import { say } from "./terms.ts";
import type { X12Delimiters, X12Issue, X12Segment } from "./types.ts";

/** The position of an issue within its segment. */
type Place = { element: number; component?: number; repetition?: number };
type Report = (issue: X12Issue) => void;

const MISSING: ElementFault = { code: "element-missing", ack: "1" };
const CONDITIONAL: ElementFault = {
  code: "element-condition-missing",
  ack: "2",
};
const EXCLUDED: ElementFault = {
  code: "element-excluded",
  ack: "10",
};
const TOO_MANY: ElementFault = { code: "too-many-elements", ack: "3" };
const UNREPEATABLE: ElementFault = { code: "too-many-repetitions", ack: "12" };
const TOO_MANY_PARTS: ElementFault = {
  code: "too-many-components",
  ack: "13",
};
const CHARACTER: ElementFault = {
  code: "element-invalid-character",
  ack: "6",
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
      checkParts(value, element, delimiters, (fault, part, definition) =>
        report(elementIssue(segment, { element: position, ...part }, fault, definition ?? element)),
      );
      continue;
    }
    const fault = valueFault(value, element);
    if (fault !== null) report(elementIssue(segment, { element: position }, fault, element));
  }
  return present;
}

/**
 * Reports a fault in a part of an element. If the fault concerns a component, `definition` is the definition of that component.
 */
type ReportPart = (fault: ElementFault, part: Omit<Place, "element">, definition?: CompiledElement) => void;

/** Checks a value that may contain repetitions and components. */
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

function hasControlCharacter(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const character = value.charCodeAt(index);
    if (character < 32 || character === 127) return true;
  }
  return false;
}

/**
 * Returns the number of the element that violates a relational condition (X12.6 §3.8), or 0 if the condition is met. `present` is
 * the mask of the elements that are present.
 */
function violation({ kind, positions, first, others }: CompiledCondition, present: number): number {
  const some = present & (first | others);
  const leads = (present & first) !== 0;
  switch (kind) {
    case "P":
      return some === 0 || some === (first | others) ? 0 : absentOf(positions, present);
    case "R":
      return some === 0 ? (positions[0] ?? 0) : 0;
    case "C":
      return leads && (present & others) !== others ? absentOf(positions, present) : 0;
    case "L":
      return leads && (present & others) === 0 ? (positions[1] ?? 0) : 0;
    case "E":
      return (some & (some - 1)) !== 0 ? (positions[1] ?? 0) : 0;
  }
}

function absentOf(positions: number[], present: number): number {
  return positions.find((position) => (present & (1 << (position - 1))) === 0) ?? 0;
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
    code: fault.code,
    ack: fault.ack,
    message: say(fault.code, { element, segment: segment.position }),
    segment: segment.id,
    segmentPosition: segment.position,
    ...place,
    ...(reference === undefined ? {} : { reference }),
    offset: segment.offset,
  };
}
