import type { Term } from "../../terms/term.ts";
import { isSupported } from "./charsets.ts";
import { say } from "./terms.ts";
import type {
  EdifactDelimiters,
  EdifactGroup,
  EdifactInterchange,
  EdifactIssue,
  EdifactParty,
  EdifactSegment,
} from "./types.ts";

/** Returns a component of an element, trimmed, or "" if it is absent. Elements and components count from 1. */
export function part(segment: EdifactSegment, element: number, component = 1): string {
  return (segment.elements[element]?.[component - 1] ?? "").trim();
}

/** Creates an interchange whose UNB has not been read. */
export function beginInterchange(delimiters: EdifactDelimiters, offset: number): EdifactInterchange {
  return {
    delimiters,
    syntax: "",
    syntaxVersion: "",
    sender: { id: "", qualifier: "" },
    receiver: { id: "", qualifier: "" },
    date: "",
    time: "",
    control: "",
    applicationReference: "",
    acknowledgmentRequested: false,
    isTest: false,
    groups: [],
    messages: [],
    issues: [],
    start: offset,
    end: offset,
  };
}

/** Enters the values of UNB into an interchange, and returns its issues: code 13 for a missing value, 2 and 46 for the syntax. */
export function readHeader(interchange: EdifactInterchange, unb: EdifactSegment): EdifactIssue[] {
  Object.assign(interchange, {
    syntax: part(unb, 1),
    syntaxVersion: part(unb, 1, 2),
    sender: partyOf(unb, 2),
    receiver: partyOf(unb, 3),
    date: part(unb, 4),
    time: part(unb, 4, 2),
    control: part(unb, 5),
    applicationReference: part(unb, 7),
    acknowledgmentRequested: part(unb, 9) === "1",
    isTest: part(unb, 11) === "1",
  });
  // There is no repetition separator before version 4.
  if (interchange.syntaxVersion !== "4")
    interchange.delimiters = { ...interchange.delimiters, repetition: null };
  const { syntax, syntaxVersion, sender, receiver, date, control } = interchange;
  const issues: EdifactIssue[] = [];
  for (const [element, value] of [
    ["UNB02", sender.id],
    ["UNB03", receiver.id],
    ["UNB04", date],
    ["UNB05", control],
  ] as const) {
    if (value !== "") continue;
    const message = say("header-incomplete", { element });
    issues.push({
      level: "interchange",
      code: "header-incomplete",
      ack: "13",
      message,
      segment: "UNB",
      element: Number(element.slice(3)),
      offset: unb.offset,
    });
  }
  if (!isSupported(syntax))
    issues.push(interchangeIssue("syntax-unsupported", "46", unb.offset, say("syntax-unsupported")));
  if (!/^[1-4]$/.test(syntaxVersion))
    issues.push(
      interchangeIssue("syntax-version-unsupported", "2", unb.offset, say("syntax-version-unsupported")),
    );
  return issues;
}

function partyOf(segment: EdifactSegment, element: number): EdifactParty {
  return { id: part(segment, element), qualifier: part(segment, element, 2) };
}

/** Creates a functional group from its UNG. */
export function readGroup(ung: EdifactSegment): EdifactGroup {
  return {
    functionalId: part(ung, 1),
    sender: partyOf(ung, 2),
    receiver: partyOf(ung, 3),
    control: part(ung, 5),
    announced: null,
    messages: [],
    issues: [],
  };
}

/** Returns an issue of an interchange. */
export function interchangeIssue(code: string, ack: string, offset: number, message: Term): EdifactIssue {
  return { level: "interchange", code, ack, message, offset };
}
