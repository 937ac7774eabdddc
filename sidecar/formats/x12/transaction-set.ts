import { isAcknowledgment, isUsable } from "../../codecs/x12/acknowledge.ts";
import { element, segment } from "../../codecs/x12/navigate.ts";
import { catalogueFor } from "../../codecs/x12/schemas/catalogue.ts";
import { nameOfSet } from "../../codecs/x12/schemas/set-names.ts";
import type {
  X12Group,
  X12GroupOutline,
  X12InterchangeOutline,
  X12Issue,
  X12Transaction,
} from "../../codecs/x12/types.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Term } from "../../terms/term.ts";
import type { Claimed, DecodeContext, DecodedDocument } from "../format.ts";
import { type Problem, problemOf } from "../mapping.ts";
import type { InboundMappers, MappedTransaction } from "./mapper.ts";
import { problemFrom } from "./replies/issue-problem.ts";
import { say } from "./terms.ts";

/** The position of a transaction set in its interchange. */
export type SetPlace = {
  readonly interchange: X12InterchangeOutline;
  readonly group: X12GroupOutline;
  /** The number of earlier groups in the interchange with the same control number. */
  readonly earlier: number;
  /** The position within the group, starting at 1. */
  readonly position: number;
  /** How many more documents are accepted from the interchange (`left`), and the maximum that the connection allows (`most`). */
  readonly room: { readonly left: number; readonly most: number };
};

/** Adds an issue (AK502 code 6) to a transaction set that is in a group with the wrong GS01. Acknowledgements are not checked. */
export function checkPlace(
  transaction: X12Transaction,
  { functionalId }: Pick<X12Group, "functionalId">,
  mappers: InboundMappers,
): void {
  const expected = mappers[transaction.code]?.functionalId;
  if (expected === undefined || expected === functionalId || isAcknowledgment(transaction)) return;
  transaction.issues.push({
    level: "transaction",
    code: "transaction-in-wrong-group",
    ack: "6",
    message: say("set-in-wrong-group", { set: transaction.code, group: expected }),
    offset: transaction.start,
  });
}

/** Returns the documents of a transaction set, or one entry with the reason why it cannot be used. */
export function documentsOf(
  transaction: X12Transaction,
  { interchange, group, earlier, position, room }: SetPlace,
  connection: ConnectionProfile,
  mappers: InboundMappers,
): DecodedDocument[] {
  const common = {
    code: transaction.code,
    controlReference: `${group.control}/${transaction.control}`,
    start: transaction.start - interchange.start,
    end: transaction.end - interchange.start,
  };
  const key = `${group.control}${earlier === 0 ? "" : `.${earlier + 1}`}/${position}-${transaction.control}`;
  const mapped = isUsable(transaction, group, interchange)
    ? within(room, map(transaction, connection, mappers))
    : { problem: unusable(transaction, group, mappers) };
  if ("problem" in mapped)
    return [{ ...common, key, problem: mapped.problem, ...claimedBy(transaction, mappers) }];
  return mapped.documents.map((document, index) => ({
    ...common,
    key: index === 0 ? key : `${key}.${index}`,
    document,
  }));
}

function map(
  transaction: X12Transaction,
  connection: ConnectionProfile,
  mappers: InboundMappers,
): MappedTransaction {
  const mapper = mappers[transaction.code];
  if (mapper) return mapper.map(transaction, { currency: connection.currency });
  return { problem: problemOf("UNSUPPORTED_DOCUMENT", "ST01", notSupported(transaction)) };
}

/** Says which transaction set, or which version of it, is not supported. */
function notSupported({ code, version }: X12Transaction): Term {
  const set = nameOfSet(code);
  // A version of another form is other content in the wrong element, which must not be shown.
  const shown = /^\d{6}[A-Z0-9]{0,6}$/.test(version) ? version : null;
  return catalogueFor(version) === null && shown !== null
    ? say("version-not-supported", { set, version: shown })
    : say("set-not-supported", { set });
}

/**
 * Returns a problem instead of the documents of a transaction set if there are more than `left`. The limit on transaction sets
 * does not bound the number of documents, because a 997 has one for each AK2. A single document is always accepted.
 */
function within({ left, most }: SetPlace["room"], mapped: MappedTransaction): MappedTransaction {
  if ("problem" in mapped || mapped.documents.length <= Math.max(1, left)) return mapped;
  return { problem: problemOf("LIMIT_EXCEEDED", "AK2", say("too-many-documents", { most })) };
}

/** The codes of the issues for transaction sets that exceed a limit. */
const LIMITS: ReadonlySet<string> = new Set(["too-many-segments", "set-too-long", "segment-too-long"]);

function unusable(transaction: X12Transaction, group: X12GroupOutline, mappers: InboundMappers): Problem {
  const { code, issues } = transaction;
  // A set that nothing reads is held as such, even if it has errors: whoever decides about it needs to know what it is.
  if (issues.some(isUnsupported) || mappers[code] === undefined) return unsupported(transaction);
  const limits = issues.filter(({ code }) => LIMITS.has(code));
  if (limits.length > 0) return problemFrom("LIMIT_EXCEEDED", limits);
  const envelope = [...group.issues, ...issues.filter(({ level }) => level === "transaction")];
  return envelope.length > 0
    ? problemFrom("ENVELOPE_INVALID", envelope)
    : problemFrom("SCHEMA_INVALID", issues, transaction);
}

/** Returns the problem of a set that is not supported, with its other issues. */
function unsupported(transaction: X12Transaction): Problem {
  const { code, findings } = problemOf("UNSUPPORTED_DOCUMENT", "ST01", notSupported(transaction));
  const others = transaction.issues.filter((issue) => !isUnsupported(issue));
  return { code, findings: [...findings, ...problemFrom(code, others, transaction).findings] };
}

const isUnsupported = ({ level, ack }: X12Issue) => level === "transaction" && ack === "1";

/** The position of the business number, such as the order number, in each transaction set. */
const NUMBERS: Readonly<Record<string, readonly [segment: string, element: number]>> = {
  "810": ["BIG", 2],
  "850": ["BEG", 3],
  "855": ["BAK", 3],
  "860": ["BCH", 3],
  "865": ["BCA", 3],
  "812": ["BCD", 2],
  "820": ["TRN", 2],
  "824": ["BGN", 2],
  "832": ["BCT", 2],
  "835": ["TRN", 2],
  "845": ["BPA", 4],
  "846": ["BIA", 3],
  "856": ["BSN", 2],
  "861": ["BRA", 1],
  "867": ["BPT", 2],
  "940": ["W05", 2],
  "943": ["W06", 2],
  "944": ["W17", 3],
  "945": ["W06", 2],
};

function claimedBy(transaction: X12Transaction, mappers: InboundMappers): Claimed {
  const place = NUMBERS[transaction.code];
  const number = place && element(segment(transaction.root, place[0]), place[1]);
  const type = mappers[transaction.code]?.documentType;
  return { ...(type === undefined ? {} : { type }), ...(number === undefined ? {} : { number }) };
}

/**
 * Rejects a transaction set that has no mapper or whose flow is switched off, because accepting it would promise that it will be
 * processed. The added issue is only for the sender, so call this after `documentsOf`, which reports a more specific finding to
 * users.
 */
export function rejectUnread(
  transaction: X12Transaction,
  taken: DecodeContext["taken"],
  mappers: InboundMappers,
): void {
  const type = mappers[transaction.code]?.documentType;
  if (type !== undefined && (taken === undefined || taken.includes(type))) return;
  if (transaction.issues.some(isUnsupported)) return;
  transaction.issues.push({
    level: "transaction",
    code: "transaction-not-read",
    ack: "1",
    message: notSupported(transaction),
    offset: transaction.start,
  });
}
