import type { Term } from "../../terms/term.ts";
import { isSame } from "../edi/counts.ts";
import type { IsaFault, IsaReading } from "./delimiters.ts";
import { catalogueFor } from "./schemas/catalogue.ts";
import { say } from "./terms.ts";
import type { X12Group, X12Interchange, X12Issue, X12Remark, X12Segment } from "./types.ts";

/** The segments of the envelope (X12.5, X12.6), and those between ISA and GS that are requests to the network. */
export const ENVELOPE: ReadonlySet<string> = new Set([
  "GS",
  "GE",
  "ST",
  "SE",
  "IEA",
  "TA1",
  "TA3",
  "ISB",
  "ISE",
]);

const NO_HEADER = {
  delimiters: { element: "", repetition: null, component: "", segment: "" },
  sender: { qualifier: "", id: "" },
  receiver: { qualifier: "", id: "" },
  date: "",
  time: "",
  version: "",
  control: "",
  acknowledgmentRequested: false,
  usage: "T" as const,
};

/**
 * Creates an interchange from its ISA, whose faults become issues. If the ISA is unreadable (`isa` is null), the fields are
 * empty.
 */
export function beginInterchange(isa: IsaReading | null, offset: number): X12Interchange {
  const faults: readonly IsaFault[] = isa?.faults ?? [{ code: "isa-unreadable", note: "024" }];
  return {
    ...(isa?.header ?? NO_HEADER),
    groups: [],
    interchangeAcks: [],
    remarks: [],
    issues: faults.map(({ code, note }) => ({
      level: "interchange",
      code,
      ack: note,
      message: say(code),
      offset,
    })),
    start: offset,
    end: offset,
  };
}

/** Creates a functional group from its GS. */
export function readGroup(gs: X12Segment): X12Group {
  return {
    functionalId: field(gs, 1),
    sender: field(gs, 2),
    receiver: field(gs, 3),
    date: field(gs, 4),
    time: field(gs, 5),
    control: field(gs, 6),
    agency: field(gs, 7),
    version: field(gs, 8),
    announced: null,
    transactions: [],
    issues: [],
  };
}

/** Adds an issue to the group if its version is not supported (AK905 code 2) or its control number is invalid (code 6). */
export function checkGroup(group: X12Group, offset: number): void {
  if (catalogueFor(group.version) === null) {
    groupIssue(group, "version-unsupported", "2", say("group-version"), offset);
  }
  if (!/^\d{1,9}$/.test(group.control)) {
    groupIssue(group, "control-number-invalid", "6", say("group-number"), offset);
  }
}

/**
 * Sets `announced` and adds an issue to the group if GE is missing (AK905 code 3), its control number differs from GS06 (code 4),
 * or its count differs from `received` (code 5).
 */
export function checkTrailer(group: X12Group, received: number, ge: X12Segment | null, offset: number): void {
  if (ge === null) {
    groupIssue(group, "trailer-missing", "3", say("group-trailer-missing"), offset);
    return;
  }
  group.announced = field(ge, 1);
  if (!isSame(field(ge, 2), group.control)) {
    groupIssue(group, "control-number-mismatch", "4", say("group-number-mismatch"), offset);
  }
  if (!isSame(group.announced, String(received))) {
    groupIssue(group, "count-mismatch", "5", say("group-count-mismatch", { count: received }), offset);
  }
}

function groupIssue(group: X12Group, code: string, ack: string, message: Term, offset: number): void {
  group.issues.push({ level: "group", code, ack, message, offset } satisfies X12Issue);
}

/** Returns the issue of an interchange with more groups and transaction sets than are accepted (TA105 024). */
export function tooManyTransactionSets(most: number, offset: number): X12Issue {
  const message = say("too-many-transaction-sets", { most });
  return { level: "interchange", code: "too-many-transaction-sets", ack: "024", message, offset };
}

/** Adds `count` occurrences of a harmless irregularity to the remarks of the interchange. */
export function remark(
  { remarks }: X12Interchange,
  code: X12Remark["code"],
  offset: number,
  count = 1,
): void {
  const found = remarks.find((one) => one.code === code) ?? {
    code,
    count: 0,
    message: say(code, { count: 0 }),
    offset,
  };
  if (found.count === 0) remarks.push(found);
  found.count += count;
  found.message = say(code, { count: found.count });
}

/** Returns the trimmed value of an element, or "" if it is absent. */
export function field(segment: X12Segment, index: number): string {
  return (segment.elements[index] ?? "").trim();
}

/** Returns the offset after a segment and its terminator. Elements are latin-1, so each character is one byte. */
export function endOf(segment: X12Segment): number {
  return segment.offset + segment.elements.reduce((length, element) => length + element.length + 1, 0);
}
