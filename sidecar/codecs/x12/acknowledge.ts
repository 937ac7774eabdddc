import { type AcknowledgmentKind, echo, MOST_CODES, transactionLoop } from "./acknowledgment-loop.ts";
import type {
  X12Group,
  X12GroupOutline,
  X12Header,
  X12Interchange,
  X12InterchangeOutline,
  X12Issue,
  X12Ta1,
  X12Transaction,
} from "./types.ts";
import type { OutgoingSegment } from "./write.ts";

export type X12Status = "accepted" | "accepted-with-errors" | "rejected";

/** The transaction sets that are acknowledgements. They are never acknowledged themselves. */
const ACKNOWLEDGMENTS: readonly string[] = ["997", "999"];
/** Element errors that make a value unusable. Other element errors are reported to the sender, but the document is accepted. */
const REJECTING: readonly string[] = [
  "element-missing",
  "element-not-numeric",
  "date-invalid",
  "time-invalid",
];
/**
 * The TA105 codes for an invalid date and an invalid time. The interchange is still accepted, because its date and time are not
 * used.
 */
const TOLERATED_NOTES: readonly string[] = ["014", "015"];
const STATUS_CODES: Record<X12Status, string> = { accepted: "A", "accepted-with-errors": "E", rejected: "R" };
const ACCEPTED_NOTE = "000";
const WRONG_ENVIRONMENT_NOTE = "020";

/**
 * Returns the status of a transaction set (AK501). It is rejected for an error of the set or of a segment, a missing mandatory
 * element, and an invalid number, date or time.
 */
export function statusOf(transaction: X12Transaction): X12Status {
  if (transaction.issues.some(rejects)) return "rejected";
  return transaction.issues.length === 0 ? "accepted" : "accepted-with-errors";
}

function rejects({ level, code }: X12Issue): boolean {
  return level !== "element" || REJECTING.includes(code);
}

/**
 * Returns whether a transaction set may be converted to a document: neither the set nor its group or interchange is rejected. Can
 * be called only after the whole interchange has been read.
 */
export function isUsable(
  transaction: X12Transaction,
  group: X12Group | X12GroupOutline,
  interchange: X12Interchange | X12InterchangeOutline,
): boolean {
  return isEnvelopeSound(group, interchange) && statusOf(transaction) !== "rejected";
}

/** Returns whether the envelope is acceptable: neither the group nor its interchange is rejected as a whole. */
export function isEnvelopeSound(
  group: X12Group | X12GroupOutline,
  interchange: X12Interchange | X12InterchangeOutline,
): boolean {
  return group.issues.length === 0 && rejectingIssue(interchange) === undefined;
}

/**
 * Returns whether a transaction set is an acknowledgement or, for a group, whether all its transaction sets are. For a group
 * without transaction sets, GS01 decides.
 */
export function isAcknowledgment(what: X12Transaction | X12Group | X12GroupOutline): boolean {
  if ("acknowledges" in what) return what.acknowledges;
  if ("code" in what) return ACKNOWLEDGMENTS.includes(what.code);
  // The content of the group decides, because otherwise an order response in a group with GS01 FA would not be acknowledged.
  if (what.transactions.length === 0) return what.functionalId === "FA";
  return what.transactions.every(isAcknowledgment);
}

/**
 * Returns the code (TA104) and note (TA105) of the TA1 to send for an interchange, or null if none must be sent. Failures are
 * always acknowledged, success only if ISA14 requests it. An interchange that contains only TA1s is never acknowledged; one that
 * contains only 997s or 999s is acknowledged only if it failed. The caller must detect repeated control numbers (note 025).
 */
export function interchangeStatus(
  interchange: X12Interchange | X12InterchangeOutline,
  { environment }: { environment: "production" | "test" },
): { code: "A" | "E" | "R"; note: string } | null {
  const { groups, interchangeAcks, issues, usage } = interchange;
  if (groups.length === 0 && interchangeAcks.length > 0) return null;
  const fatal = rejectingIssue(interchange);
  if (fatal !== undefined) return { code: "R", note: fatal.ack };
  if (usage === "T" && environment === "production") return { code: "R", note: WRONG_ENVIRONMENT_NOTE };
  if (issues[0] !== undefined) return { code: "E", note: issues[0].ack };
  if (!interchange.acknowledgmentRequested || (groups.length > 0 && groups.every(isAcknowledgment)))
    return null;
  return { code: "A", note: ACCEPTED_NOTE };
}

function rejectingIssue({ issues }: Pick<X12Interchange, "issues">): X12Issue | undefined {
  return issues.find((issue) => !TOLERATED_NOTES.includes(issue.ack));
}

/**
 * Creates the TA1 that acknowledges an interchange with a note (TA105): "000" accepts it, "014" and "015" accept it with errors,
 * all others reject it. The control number, date and time are copied from ISA without characters other than digits, and padded to
 * their fixed length.
 */
export function interchangeAcknowledgement(header: X12Header, note: string): X12Ta1 {
  const code = note === ACCEPTED_NOTE ? "A" : TOLERATED_NOTES.includes(note) ? "E" : "R";
  const digits = (value: string, width: number) =>
    value.replace(/\D/g, "").slice(0, width).padStart(width, "0");
  return {
    control: digits(header.control, 9),
    date: digits(header.date, 6),
    time: digits(header.time, 4),
    code,
    note,
  };
}

/**
 * Creates the acknowledgement of a group: the segments AK1…AK9, without ST and SE. Returns an empty list for a group of
 * acknowledgements, which is never acknowledged. If the interchange is rejected, the group is rejected as well, and the TA1
 * states the reason.
 */
export function functionalAcknowledgement(
  interchange: X12Interchange,
  group: X12Group,
  { type }: { type: AcknowledgmentKind },
): OutgoingSegment[] {
  if (isAcknowledgment(group)) return [];
  const building = createGroupAcknowledgement(group, {
    type,
    isSound: isEnvelopeSound(group, interchange),
  });
  for (const transaction of group.transactions) building.add(transaction);
  return building.end(group);
}

/** Builds the acknowledgement of a group while its transaction sets are read. */
export type GroupAcknowledgement = {
  /** Adds a complete transaction set. Only its AK2 loop is kept. */
  add(transaction: X12Transaction): void;
  /** Returns the segments AK1…AK9. The group must have been read to its trailer. */
  end(group: X12Group): OutgoingSegment[];
};

/**
 * Creates a builder for the acknowledgement of a group of which only GS needs to have been read. `isSound` is the result of
 * `isEnvelopeSound` for the outline of the group.
 */
export function createGroupAcknowledgement(
  { control, functionalId, version }: X12Group,
  { type, isSound }: { type: AcknowledgmentKind; isSound: boolean },
): GroupAcknowledgement {
  const number = echo(control, 9).replace(/\D/g, "") || "0";
  const id = /^[A-Z]{2}$/.test(functionalId) ? functionalId : "ZZ";
  const segments: OutgoingSegment[] = [["AK1", id, number, ...(type === "999" ? [echo(version, 12)] : [])]];
  const counts: Record<X12Status, number> = { accepted: 0, "accepted-with-errors": 0, rejected: 0 };
  return {
    add(transaction) {
      const status = statusOf(transaction);
      counts[status]++;
      // In a rejected group, only transaction sets with their own errors are listed.
      if (!isSound && transaction.issues.length === 0) return;
      for (const each of transactionLoop(transaction, STATUS_CODES[status], version, type))
        segments.push(each);
    },
    end(group) {
      segments.push(groupTrailer(group, counts, isSound));
      return segments;
    },
  };
}

function groupTrailer(
  { announced, issues }: X12Group,
  counts: Readonly<Record<X12Status, number>>,
  isSound: boolean,
): string[] {
  const { accepted, rejected, "accepted-with-errors": withErrors } = counts;
  const received = String(accepted + withErrors + rejected);
  const included = announced !== null && /^\d{1,6}$/.test(announced) ? announced : received;
  const codes = [...new Set(issues.map(({ ack }) => ack))].slice(0, MOST_CODES);
  const taken = isSound ? accepted + withErrors : 0;
  return ["AK9", groupStatus(counts, isSound), included, received, String(taken), ...codes];
}

function groupStatus(
  { accepted, rejected, "accepted-with-errors": withErrors }: Readonly<Record<X12Status, number>>,
  isSound: boolean,
): string {
  if (!isSound || (rejected > 0 && accepted + withErrors === 0)) return "R";
  if (rejected > 0) return "P";
  return withErrors > 0 ? "E" : "A";
}
