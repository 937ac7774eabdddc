import { type AcknowledgmentKind, echo, MOST_CODES, transactionLoop } from "./acknowledgment-loop.ts";
import type { X12Group, X12Header, X12Interchange, X12Issue, X12Ta1, X12Transaction } from "./types.ts";
import type { OutgoingSegment } from "./write.ts";

export type X12Status = "accepted" | "accepted-with-errors" | "rejected";

/** The transaction sets that acknowledge; they are never acknowledged themselves. */
const ACKNOWLEDGMENTS: readonly string[] = ["997", "999"];
/** Element errors that leave a value unusable. Others are reported to the sender, and the document is taken. */
const REJECTING: readonly string[] = [
  "element-missing",
  "element-not-numeric",
  "date-invalid",
  "time-invalid",
];
/** TA105 codes that leave the interchange acceptable: its date and its time serve no purpose here. */
const TOLERATED_NOTES: readonly string[] = ["014", "015"];
const STATUS_CODES: Record<X12Status, string> = { accepted: "A", "accepted-with-errors": "E", rejected: "R" };
const ACCEPTED_NOTE = "000";
const WRONG_ENVIRONMENT_NOTE = "020";

/**
 * Returns what is answered about a transaction set (AK501). Rejected: an error of the set or of a segment, a mandatory
 * element missing, a number, date or time that is none.
 */
export function statusOf(transaction: X12Transaction): X12Status {
  if (transaction.issues.some(rejects)) return "rejected";
  return transaction.issues.length === 0 ? "accepted" : "accepted-with-errors";
}

function rejects({ level, code }: X12Issue): boolean {
  return level !== "element" || REJECTING.includes(code);
}

/**
 * Reports whether a transaction set may become a document: it is not rejected, and neither are its group and its
 * interchange. To be asked once the interchange has been read to its end.
 */
export function isUsable(transaction: X12Transaction, group: X12Group, interchange: X12Interchange): boolean {
  return envelopeHolds(group, interchange) && statusOf(transaction) !== "rejected";
}

function envelopeHolds(group: X12Group, interchange: X12Interchange): boolean {
  return group.issues.length === 0 && rejectingIssue(interchange) === undefined;
}

/** Reports whether a transaction set, or a group of them, only acknowledges. */
export function isAcknowledgment(what: X12Transaction | X12Group): boolean {
  if ("code" in what) return ACKNOWLEDGMENTS.includes(what.code);
  // What a group holds decides: under GS01 FA an order's answer would get none itself.
  if (what.transactions.length === 0) return what.functionalId === "FA";
  return what.transactions.every(isAcknowledgment);
}

/**
 * Returns the TA1 an interchange is to be answered with, or null for none. A failure is always answered; success only
 * where ISA14 asks for it. An interchange of nothing but TA1s is never answered, one of nothing but 997s or 999s
 * only when it failed. A repeated control number (note 025) is the caller's to find.
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
 * Returns the TA1 that answers an interchange with a note (TA105): "000" accepts it, "014" and "015" accept it with
 * errors, all others reject it. What ISA held is given back as far as a TA1 can hold it.
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
 * Returns the body (AK1…AK9, without ST and SE) of the acknowledgement of a group as it was read. Empty for a group of
 * acknowledgements, which is never acknowledged. A group
 * whose interchange is rejected is rejected with it; the TA1 says why.
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
  // Of a group that is rejected as a whole, only the sets with errors of their own are worth listing.
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
