import type {
  EdifactGroup,
  EdifactHeader,
  EdifactInterchange,
  EdifactInterchangeOutline,
  EdifactIssue,
  EdifactMessage,
} from "./types.ts";
import type { OutgoingElement, OutgoingMessage, OutgoingSegment } from "./write.ts";

/** The actions of a CONTRL (0083): 4 rejected, 7 acknowledged, 8 received. There is no "accepted with errors". */
export type Action = "4" | "7" | "8";

/** How much a CONTRL says: only of the interchange, or also of each group, or also of each message. */
export type ContrlLevel = "interchange" | "group" | "message";

/** Element errors that make a value unusable. Other element errors are shown to users, but the message is acknowledged. */
const REJECTING: readonly string[] = ["element-missing", "element-not-numeric", "element-invalid-character"];
/** The maximum numbers of UCS per message and of UCD per segment. */
const MOST_SEGMENTS = 999;
const MOST_ELEMENTS = 99;
/** The code of a duplicate. */
const DUPLICATE = "26";

/** Returns whether a message is rejected: for an error of the message or of a segment, and for a missing or unusable value. */
export function isRejected({ issues }: Pick<EdifactMessage, "issues">): boolean {
  return issues.some(rejects);
}

function rejects({ level, code }: EdifactIssue): boolean {
  return level !== "element" || REJECTING.includes(code);
}

/** Returns whether a message may be converted to a document: neither it nor its group or interchange is rejected. */
export function isUsable(
  message: EdifactMessage,
  group: Pick<EdifactGroup, "issues"> | null,
  interchange: Pick<EdifactInterchange, "issues">,
): boolean {
  return interchange.issues.length === 0 && (group?.issues.length ?? 0) === 0 && !isRejected(message);
}

export type ContrlOptions = {
  /** UNH01 of the CONTRL. */
  control: string | number;
  level?: ContrlLevel;
  /** Whether the interchange only was received (action 8), and its messages will be checked later. */
  isReceiptOnly?: boolean;
  /** Whether the interchange was received before (error 26). The caller must detect repeated references. */
  isDuplicate?: boolean;
};

/**
 * Returns whether a CONTRL must be sent for an interchange: always if something is rejected, otherwise if UNB09 (0031) requests
 * it, and never for an interchange that contains only CONTRLs (ISO 9735-4).
 */
export function needsContrl(
  interchange: Pick<EdifactInterchangeOutline, "acknowledges" | "acknowledgmentRequested" | "control">,
  hasRejected: boolean,
): boolean {
  if (interchange.acknowledges || interchange.control === "") return false;
  return hasRejected || interchange.acknowledgmentRequested;
}

/**
 * Creates the CONTRL for an interchange. Contains UCM for the messages or UCF for the groups, never both on one level. UCI reports
 * the first error of the interchange. Without errors, messages and groups are listed only if the level asks for them.
 */
export function contrlOf(
  interchange: EdifactHeader & Pick<EdifactInterchange, "issues" | "groups" | "messages">,
  { control, level = "message", isReceiptOnly = false, isDuplicate = false }: ContrlOptions,
): OutgoingMessage {
  const issue = interchange.issues[0];
  const error = isDuplicate ? DUPLICATE : issue?.ack;
  const isWhole = error === undefined && !isReceiptOnly;
  const action: Action = error !== undefined ? "4" : isReceiptOnly ? "8" : "7";
  const body = !isWhole || level === "interchange" ? [] : details(interchange, level);
  const hasLost = isWhole && level === "interchange" && isAnyRejected(interchange);
  const uci = [
    "UCI",
    interchange.control,
    [interchange.sender.id, interchange.sender.qualifier],
    [interchange.receiver.id, interchange.receiver.qualifier],
    hasLost ? "4" : action,
    ...(hasLost ? ["18"] : error === undefined ? [] : [error, ...placeOf(isDuplicate ? undefined : issue)]),
  ];
  const isNewest = interchange.syntaxVersion === "4";
  return {
    code: "CONTRL",
    version: isNewest ? "4" : "D",
    release: isNewest ? "1" : "3",
    agency: "UN",
    control,
    segments: [uci, ...body],
  };
}

function isAnyRejected({ groups, messages }: Pick<EdifactInterchange, "groups" | "messages">): boolean {
  return (
    messages.some(isRejected) ||
    groups.some((group) => group.issues.length > 0 || group.messages.some(isRejected))
  );
}

function details(
  { groups, messages }: Pick<EdifactInterchange, "groups" | "messages">,
  level: ContrlLevel,
): OutgoingSegment[] {
  if (groups.length === 0) return messages.flatMap((message) => ucm(message, level));
  return groups.flatMap((group) => {
    const issue = group.issues[0];
    const ucf: OutgoingSegment = [
      "UCF",
      group.control,
      [group.sender.id, group.sender.qualifier],
      [group.receiver.id, group.receiver.qualifier],
      issue === undefined ? "7" : "4",
      ...(issue === undefined ? [] : [issue.ack]),
    ];
    return [ucf, ...(issue === undefined ? group.messages.flatMap((message) => ucm(message, level)) : [])];
  });
}

/** Returns UCM with its UCS and UCD. On the level of groups, only rejected messages are listed. */
function ucm(message: EdifactMessage, level: ContrlLevel): OutgoingSegment[] {
  const hasFailed = isRejected(message);
  if (!hasFailed && level === "group") return [];
  const { control, code, version, release, agency, association } = message;
  const whole = message.issues.find((issue) => issue.level === "message");
  const head: OutgoingSegment = [
    "UCM",
    control,
    [code, version, release, agency, association],
    hasFailed ? "4" : "7",
    ...(whole === undefined ? [] : [whole.ack]),
  ];
  return hasFailed ? [head, ...segmentErrors(message.issues)] : [head];
}

function segmentErrors(issues: readonly EdifactIssue[]): OutgoingSegment[] {
  const byPosition = new Map<number, EdifactIssue[]>();
  for (const issue of issues) {
    if (issue.level !== "segment" && issue.level !== "element") continue;
    const position = issue.segmentPosition ?? 0;
    byPosition.set(position, [...(byPosition.get(position) ?? []), issue]);
  }
  const positions = [...byPosition].sort(([left], [right]) => left - right).slice(0, MOST_SEGMENTS);
  return positions.flatMap(([position, found]) => {
    const whole = found.find(({ level }) => level === "segment");
    const ucs: OutgoingSegment = ["UCS", String(position), ...(whole === undefined ? [] : [whole.ack])];
    const elements = found.filter(({ level }) => level === "element").slice(0, MOST_ELEMENTS);
    return [ucs, ...elements.map((issue): OutgoingSegment => ["UCD", issue.ack, positionOf(issue)])];
  });
}

/** Returns 0013 and S011 of an error in a segment of the envelope, if it has a place. */
function placeOf(issue: EdifactIssue | undefined): OutgoingElement[] {
  if (issue?.segment === undefined) return [];
  return issue.element === undefined ? [issue.segment] : [issue.segment, positionOf(issue)];
}

/** Returns S011: the position of the element, where the tag is 1, and of the component, and the repetition in version 4. */
function positionOf({ element = 0, component }: EdifactIssue): string[] {
  return [String(element + 1), ...(component === undefined ? [] : [String(component)])];
}
