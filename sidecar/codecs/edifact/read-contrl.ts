import { part } from "./envelope-parts.ts";
import type { EdifactLoop, EdifactMessage, EdifactParty, EdifactSegment } from "./types.ts";

/** An error that a CONTRL reports: 0085, and the place in the segment that it names. */
export type ReportedElement = { error: string; element: number | null; component: number | null };
/** A segment with errors. `position` counts from UNH as 1; `error` is "" if only elements are wrong. */
export type ReportedSegment = { position: number; error: string; elements: ReportedElement[] };
export type ReportedMessage = {
  control: string;
  code: string;
  action: string;
  error: string;
  segments: ReportedSegment[];
};
export type ReportedGroup = { control: string; action: string; error: string; messages: ReportedMessage[] };

/** What a CONTRL says of an interchange. `action` and `error` are 0083 and 0085, unvalidated; "" if absent. */
export type Contrl = {
  interchange: string;
  sender: EdifactParty;
  receiver: EdifactParty;
  action: string;
  error: string;
  /** The segment of the envelope with the error (0013), such as "UNB". */
  segment: string;
  groups: ReportedGroup[];
  messages: ReportedMessage[];
};

/** Returns the content of a CONTRL, or null if it has no UCI with a reference and an action. */
export function readContrl({ root }: EdifactMessage): Contrl | null {
  const uci = root.segments.find(({ id }) => id === "UCI");
  if (uci === undefined || part(uci, 1) === "" || part(uci, 4) === "") return null;
  return {
    interchange: part(uci, 1),
    sender: { id: part(uci, 2), qualifier: part(uci, 2, 2) },
    receiver: { id: part(uci, 3), qualifier: part(uci, 3, 2) },
    action: part(uci, 4),
    error: part(uci, 5),
    segment: part(uci, 6),
    groups: loopsOf(root, "UCF").map(([ucf, loop]) => ({
      control: part(ucf, 1),
      action: part(ucf, 4),
      error: part(ucf, 5),
      messages: messagesOf(loop),
    })),
    messages: messagesOf(root),
  };
}

function messagesOf(loop: EdifactLoop): ReportedMessage[] {
  return loopsOf(loop, "UCM").map(([ucm, inner]) => ({
    control: part(ucm, 1),
    code: part(ucm, 2),
    action: part(ucm, 3),
    error: part(ucm, 4),
    segments: loopsOf(inner, "UCS").map(([ucs, { segments }]) => ({
      position: Number(part(ucs, 1)) || 0,
      error: part(ucs, 2),
      elements: segments.filter(({ id }) => id === "UCD").map(elementOf),
    })),
  }));
}

/** Returns the place without the tag, which counts as element 1 in S011. */
function elementOf(ucd: EdifactSegment): ReportedElement {
  const element = Number(part(ucd, 2));
  const component = Number(part(ucd, 2, 2));
  return { error: part(ucd, 1), element: element > 1 ? element - 1 : null, component: component || null };
}

/** Returns the segment groups with this trigger, each with its trigger. */
function loopsOf({ loops }: EdifactLoop, trigger: string): [EdifactSegment, EdifactLoop][] {
  return loops.flatMap((loop): [EdifactSegment, EdifactLoop][] => {
    const first = loop.segments[0];
    return first?.id === trigger ? [[first, loop]] : [];
  });
}
