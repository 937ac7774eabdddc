import { z } from "zod";
import {
  functionalAcknowledgement,
  interchangeAcknowledgement,
  interchangeStatus,
  isAcknowledgment,
  isUsable,
  statusOf,
} from "../../codecs/x12/acknowledge.ts";
import { element, segment } from "../../codecs/x12/navigate.ts";
import { readX12 } from "../../codecs/x12/read.ts";
import type { X12Group, X12Interchange, X12Issue, X12Transaction } from "../../codecs/x12/types.ts";
import type { OutgoingSegment } from "../../codecs/x12/write.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { Term } from "../../terms/term.ts";
import type { Claimed, DecodeContext, Decoded, DecodedDocument, Reply } from "../format.ts";
import type { Problem } from "../mapping.ts";
import { problemOf } from "../mapping.ts";
import type { InboundMappers } from "./mapper.ts";
import { x12Options } from "./options.ts";
import { interchangeAnswer } from "./replies/interchange-answer.ts";
import { problemFrom } from "./replies/issue-problem.ts";
import { duplicateRefusal, refusalOf } from "./replies/refusal.ts";
import { replyForm } from "./replies/reply-form.ts";
import { say } from "./terms.ts";

/** The acknowledgement of an interchange (TA1) or of a group (997 or 999), without its control numbers. */
export type X12Reply =
  | { readonly kind: "TA1"; readonly ta1: ReturnType<typeof interchangeAcknowledgement> }
  | {
      readonly kind: "997" | "999";
      /** GS08. */
      readonly version: string;
      /** ST03 of a health care implementation guide. */
      readonly convention?: string;
      readonly segments: readonly OutgoingSegment[];
    };

/**
 * Reads one interchange: its documents, or the reasons why they cannot be used, and the acknowledgements for its sender.
 * An interchange with an invalid envelope is acknowledged with a TA1, and none of its documents is used (X12.5, 997 ch. 2).
 */
export function readX12Message(
  bytes: Uint8Array,
  { connection, duplicateOfOther, taken }: Omit<DecodeContext, "pseudonym">,
  mappers: InboundMappers,
): Decoded {
  const outcomes: Outcomes = new Map();
  const [interchange] = readX12(bytes, {
    ...readingOptions.parse(connection.format.options),
    onTransaction: (transaction, group) =>
      outcomes.set(transaction, outcomeOf(transaction, group, connection, mappers)),
  });
  if (!interchange) return failed(problemOf("UNREADABLE", "ISA", say("no-interchange")), []);
  const refusal = duplicateOfOther ? duplicateRefusal : refusalOf(interchange, connection);
  const remarks = interchange.remarks.map(({ message }) => message);
  if (refusal) return { ...failed(refusal.problem, [ta1(interchange, refusal.note)]), remarks };
  const documents = [
    ...interchangeAnswers(interchange),
    ...interchange.groups.flatMap((group) => documentsOf(interchange, group, outcomes)),
  ];
  // This is done last because it is only for the sender; the finding for users is more specific.
  for (const { transactions } of interchange.groups) rejectUnread(transactions, taken, mappers);
  return { documents, ...answersTo(interchange, connection), remarks };
}

/**
 * Rejects transaction sets that have no mapping or whose flow is switched off. Accepting them would promise that they are
 * processed.
 */
function rejectUnread(
  transactions: readonly X12Transaction[],
  taken: DecodeContext["taken"],
  mappers: InboundMappers,
): void {
  for (const transaction of transactions) {
    const type = mappers[transaction.code]?.documentType;
    if (type !== undefined && (taken === undefined || taken.includes(type))) continue;
    const message = say("set-not-supported", { set: transaction.code });
    if (transaction.issues.some(isUnsupported)) continue;
    transaction.issues.push({
      level: "transaction",
      code: "transaction-not-read",
      ack: "1",
      message,
      offset: transaction.start,
    });
  }
}

const isUnsupported = ({ level, ack }: X12Issue) => level === "transaction" && ack === "1";

/** The options that affect reading. An invalid value in other options does not prevent it. */
const readingOptions = z.object({
  mostSegments: x12Options.shape.mostSegments.catch(x12Options.parse({}).mostSegments),
  mostTransactionSets: x12Options.shape.mostTransactionSets.catch(x12Options.parse({}).mostTransactionSets),
  acknowledgement: x12Options.shape.acknowledgement.catch("997"),
});

const failed = (problem: Problem, replies: Reply[]): Decoded => ({ documents: [], replies, problem });

const ta1 = (interchange: X12Interchange, note: string): Reply => {
  const content: X12Reply = { kind: "TA1", ta1: interchangeAcknowledgement(interchange, note) };
  return { code: "TA1", content };
};

/** Returns the TA1 segments with which the partner acknowledges our interchanges. */
function interchangeAnswers(interchange: X12Interchange): DecodedDocument[] {
  return interchange.interchangeAcks.map((answer, index) => ({
    key: `TA1/${index}`,
    code: "TA1",
    controlReference: interchange.control,
    start: interchange.start,
    end: interchange.end,
    ...interchangeAnswer(answer, interchange.control),
  }));
}

type Outcome = {
  readonly mapped: ReturnType<typeof map> | null;
  readonly claimed: Claimed;
};
type Outcomes = Map<X12Transaction, Outcome>;

/** Maps a transaction set as soon as it has been read and releases its segments, so that the whole file is never in memory. */
function outcomeOf(
  transaction: X12Transaction,
  group: X12Group,
  connection: ConnectionProfile,
  mappers: InboundMappers,
): Outcome {
  checkPlace(transaction, group, mappers);
  const mapped = statusOf(transaction) === "rejected" ? null : map(transaction, connection, mappers);
  const claimed = claimedBy(transaction, mappers);
  transaction.root = { id: transaction.root.id, segments: [], loops: [] };
  return { mapped, claimed };
}

/** Adds an issue to a transaction set whose group (GS01) is wrong for it (AK502 6). */
function checkPlace(transaction: X12Transaction, { functionalId }: X12Group, mappers: InboundMappers): void {
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

function documentsOf(interchange: X12Interchange, group: X12Group, outcomes: Outcomes): DecodedDocument[] {
  return group.transactions.flatMap((transaction, position): DecodedDocument[] => {
    const common = {
      code: transaction.code,
      controlReference: `${group.control}/${transaction.control}`,
      start: transaction.start - interchange.start,
      end: transaction.end - interchange.start,
    };
    const key = `${group.control}/${position + 1}-${transaction.control}`;
    const outcome = outcomes.get(transaction);
    const mapped =
      outcome?.mapped && isUsable(transaction, group, interchange)
        ? outcome.mapped
        : { problem: unusable(transaction, group) };
    if ("problem" in mapped) return [{ ...common, key, problem: mapped.problem, ...outcome?.claimed }];
    return mapped.documents.map((document, index) => ({
      ...common,
      key: `${key}${index === 0 ? "" : `.${index}`}`,
      document,
    }));
  });
}

function map(transaction: X12Transaction, connection: ConnectionProfile, mappers: InboundMappers) {
  const mapper = mappers[transaction.code];
  if (!mapper)
    return {
      problem: problemOf("UNSUPPORTED_DOCUMENT", "ST01", say("set-not-supported", { set: transaction.code })),
    };
  return mapper.map(transaction, { currency: connection.currency });
}

function unusable(transaction: X12Transaction, group: X12Group): Problem {
  if (transaction.issues.some(isUnsupported)) return problemFrom("UNSUPPORTED_DOCUMENT", transaction.issues);
  const envelope = [...group.issues, ...transaction.issues.filter(({ level }) => level === "transaction")];
  return envelope.length > 0
    ? problemFrom("ENVELOPE_INVALID", envelope)
    : problemFrom("SCHEMA_INVALID", transaction.issues);
}

/** The positions of the business numbers of transaction sets. */
const NUMBERS: Readonly<Record<string, readonly [segment: string, element: number]>> = {
  "810": ["BIG", 2],
  "850": ["BEG", 3],
  "855": ["BAK", 3],
};

function claimedBy(transaction: X12Transaction, mappers: InboundMappers): Claimed {
  const place = NUMBERS[transaction.code];
  const number = place && element(segment(transaction.root, place[0]), place[1]);
  const type = mappers[transaction.code]?.documentType;
  return { ...(type === undefined ? {} : { type }), ...(number === undefined ? {} : { number }) };
}

/**
 * Returns a 997 or 999 for each group, except groups of acknowledgements, and a TA1 if the sender requested one or the date of
 * the interchange is invalid. If an acknowledgement cannot be written in the agreed form, another form is used and the difference
 * is reported.
 */
function answersTo(
  interchange: X12Interchange,
  connection: ConnectionProfile,
): Pick<Decoded, "replies" | "departures"> {
  const { acknowledgement: agreed } = readingOptions.parse(connection.format.options);
  const verdict = interchangeStatus(interchange, { environment: connection.environment });
  const groups = interchange.groups.filter((group) => !isAcknowledgment(group));
  const replies = verdict ? [ta1(interchange, verdict.note)] : [];
  const departures = new Map<string, Problem>();
  for (const group of groups) {
    const { departure, ...form } = replyForm(agreed, group.version);
    const segments = functionalAcknowledgement(interchange, group, { type: form.kind });
    const content: X12Reply = { ...form, segments };
    replies.push({ code: form.kind, content });
    if (departure) departures.set(`${agreed}/${form.kind}/${form.version}`, departureProblem(departure));
  }
  return {
    replies,
    departures: [...departures].map(([key, problem]) => ({
      key,
      code: key.split("/")[1] ?? agreed,
      problem,
    })),
  };
}

const departureProblem = (text: Term) => problemOf("ACKNOWLEDGEMENT_NOT_AS_AGREED", "GS08", text);
