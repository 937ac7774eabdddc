import { type AcknowledgmentKind, echo, MOST_CODES, transactionLoop } from "./acknowledgment-loop.ts";
import type { X12Group, X12Header, X12Interchange, X12Issue, X12Ta1, X12Transaction } from "./types.ts";
import type { OutgoingSegment } from "./write.ts";

export type X12Status = "accepted" | "accepted-with-errors" | "rejected";

/** The transaction sets that are acknowledgements. They are never acknowledged themselves. */
const ACKNOWLEDGMENTS: readonly string[] = ["997", "999"];
/** Element errors that make a value unusable. Other errors are reported to the sender, but the document is accepted. */
const REJECTING: readonly string[] = [
  "element-missing",
  "element-not-numeric",
  "date-invalid",
  "time-invalid",
];
/** TA105 codes with which the interchange is still acceptable: its date and time are not used. */
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
export function isUsable(transaction: X12Transaction, group: X12Group, interchange: X12Interchange): boolean {
  return envelopeHolds(group, interchange) && statusOf(transaction) !== "rejected";
}

function envelopeHolds(group: X12Group, interchange: X12Interchange): boolean {
  return group.issues.length === 0 && rejectingIssue(interchange) === undefined;
}

/** Returns whether a transaction set, or all sets of a group, are acknowledgments. */
export function isAcknowledgment(what: X12Transaction | X12Group): boolean {
  if ("code" in what) return ACKNOWLEDGMENTS.includes(what.code);
  // The content of the group decides: otherwise an order response in a group with GS01 FA would not be acknowledged.
  if (what.transactions.length === 0) return what.functionalId === "FA";
  return what.transactions.every(isAcknowledgment);
}

/**
 * Returns the TA1 to send for an interchange, or null for none. Failures are always acknowledged, success only if requested in
 * ISA14. An interchange that contains only TA1s is never acknowledged; one that contains only 997s or 999s is acknowledged only
 * if it failed. The caller must detect repeated control numbers (note 025).
 */
export function interchangeStatus(
  interchange: X12Interchange,
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

function rejectingIssue({ issues }: X12Interchange): X12Issue | undefined {
  return issues.find((issue) => !TOLERATED_NOTES.includes(issue.ack));
}

/**
 * Creates the TA1 that acknowledges an interchange with a note (TA105): "000" accepts it, "014" and "015" accept it with errors,
 * all others reject it. Values of ISA are repeated if a TA1 can represent them.
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
 * Creates the acknowledgment of a group (AK1…AK9, without ST and SE). It is empty for a group of acknowledgments, which is never
 * acknowledged. If the interchange is rejected, the group is rejected as well; the TA1 states the reason.
 */
export function functionalAcknowledgement(
  interchange: X12Interchange,
  group: X12Group,
  { type }: { type: AcknowledgmentKind },
): OutgoingSegment[] {
  if (isAcknowledgment(group)) return [];
  const control = echo(group.control, 9).replace(/\D/g, "") || "0";
  const id = /^[A-Z]{2}$/.test(group.functionalId) ? group.functionalId : "ZZ";
  const ak1 = ["AK1", id, control, ...(type === "999" ? [echo(group.version, 12)] : [])];
  const failed = !envelopeHolds(group, interchange);
  // In a rejected group, only transaction sets with their own errors are listed.
  const listed = failed ? group.transactions.filter(({ issues }) => issues.length > 0) : group.transactions;
  return [
    ak1,
    ...listed.flatMap((transaction) =>
      transactionLoop(transaction, STATUS_CODES[statusOf(transaction)], group, type),
    ),
    groupTrailer(group, failed),
  ];
}

function groupTrailer({ announced, issues, transactions }: X12Group, failed: boolean): string[] {
  const statuses = transactions.map(statusOf);
  const taken = failed ? 0 : statuses.filter((status) => status !== "rejected").length;
  const received = String(transactions.length);
  const included = announced !== null && /^\d{1,6}$/.test(announced) ? announced : received;
  const codes = [...new Set(issues.map(({ ack }) => ack))].slice(0, MOST_CODES);
  return ["AK9", groupStatus(failed, statuses), included, received, String(taken), ...codes];
}

function groupStatus(failed: boolean, statuses: X12Status[]): string {
  const rejected = statuses.filter((status) => status === "rejected").length;
  if (failed || (rejected > 0 && rejected === statuses.length)) return "R";
  if (rejected > 0) return "P";
  return statuses.includes("accepted-with-errors") ? "E" : "A";
}
