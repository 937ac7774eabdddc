import {
  functionalAcknowledgement,
  interchangeAcknowledgement,
  interchangeVerdict,
  isAcknowledgment,
  isUsable,
  statusOf,
} from "../../codecs/x12/acknowledge.ts";
import { element, segment } from "../../codecs/x12/navigate.ts";
import { readX12 } from "../../codecs/x12/read.ts";
import type { X12Group, X12Interchange, X12Issue, X12Transaction } from "../../codecs/x12/types.ts";
import type { OutgoingSegment } from "../../codecs/x12/write.ts";
import type { ReasonCode } from "../../documents/reason-codes.ts";
import type { ConnectionProfile } from "../../flows/flow.ts";
import type { Decoded, DecodedDocument, Reply } from "../format.ts";
import type { MappingFinding, Problem } from "../mapping.ts";
import { problemOf } from "../mapping.ts";
import { interchangeAnswer } from "./interchange-answer.ts";
import { inboundX12 } from "./registry.ts";

/** What the sender of an interchange is told, before it has numbers: TA1 for the envelope, 997 or 999 for a group. */
export type X12Reply =
  | { readonly kind: "TA1"; readonly ta1: ReturnType<typeof interchangeAcknowledgement> }
  | { readonly kind: "997" | "999"; readonly version: string; readonly segments: readonly OutgoingSegment[] };

/** Segments of one transaction set, unless the partner's options say otherwise: an order of ten thousand lines has fewer. */
const MOST_SEGMENTS = 50_000;

/** Note codes of TA105 (X12 element I18) that the codec cannot know. */
const DUPLICATE_INTERCHANGE = "025";
const WRONG_ENVIRONMENT = "020";

type Refusal = { readonly note: string; readonly problem: Problem };

/**
 * Reads one interchange: its documents by the mappings, or why they cannot be used, and what its sender is owed.
 * An interchange whose envelope fails is answered by a TA1 and none of its documents is used (X12.5, 997 ch. 2).
 */
export function decodeX12(
  bytes: Uint8Array,
  connection: ConnectionProfile,
  duplicateOfOther: boolean,
): Decoded {
  const outcomes: Outcomes = new Map();
  const [interchange] = readX12(bytes, {
    ...limitsOf(connection),
    onTransaction: (transaction) => outcomes.set(transaction, outcomeOf(transaction, connection)),
  });
  if (!interchange)
    return failed(problemOf("UNREADABLE", "ISA", "There is no interchange in the message."), []);
  const refusal = duplicateOfOther
    ? {
        note: DUPLICATE_INTERCHANGE,
        problem: problemOf("DUPLICATE_CONTENT_DIFFERS", "ISA13", "The control number was used before."),
      }
    : refusalOf(interchange, connection);
  if (refusal) return failed(refusal.problem, [ta1(interchange, refusal.note)]);
  return {
    documents: [
      ...interchangeAnswers(interchange),
      ...interchange.groups.flatMap((group) => documentsOf(interchange, group, outcomes)),
    ],
    replies: repliesTo(interchange, connection),
  };
}

/** What the partner may send more of than others: `mostSegments` of a set, `mostTransactionSets` of an interchange. */
function limitsOf({ format: { options } }: ConnectionProfile) {
  const given = (value: unknown) =>
    typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : null;
  const mostTransactionSets = given(options.mostTransactionSets);
  return {
    mostSegments: given(options.mostSegments) ?? MOST_SEGMENTS,
    ...(mostTransactionSets !== null && { mostTransactionSets }),
  };
}

const failed = (problem: Problem, replies: Reply[]): Decoded => ({ documents: [], replies, problem });

const ta1 = (interchange: X12Interchange, note: string): Reply => {
  const content: X12Reply = { kind: "TA1", ta1: interchangeAcknowledgement(interchange, note) };
  return { code: "TA1", content };
};

/** Why nothing of an interchange may be used, with the TA105 note its sender gets. */
function refusalOf(interchange: X12Interchange, connection: ConnectionProfile): Refusal | null {
  // Of what holds more than is taken the rest was not read: also where nothing but TA1s came, which get no answer.
  const overflow = interchange.issues.find(({ code }) => code.startsWith("too-many"));
  if (overflow) return { note: overflow.ack, problem: problemFrom("ENVELOPE_INVALID", interchange.issues) };
  const verdict = interchangeVerdict(interchange, { environment: connection.environment });
  if (verdict?.code !== "R") return strangerOf(interchange, connection);
  if (verdict.note !== WRONG_ENVIRONMENT)
    return { note: verdict.note, problem: problemFrom("ENVELOPE_INVALID", interchange.issues) };
  const text = `The usage indicator is ${interchange.usage}, but the connection is for ${connection.environment}.`;
  return { note: WRONG_ENVIRONMENT, problem: problemOf("WRONG_ENVIRONMENT", "ISA15", text) };
}

/** The envelope must name the two partners of the connection: 006 and 008 are "invalid sender" and "invalid receiver". */
function strangerOf(interchange: X12Interchange, connection: ConnectionProfile): Refusal | null {
  const knows = (owner: "us" | "partner", { qualifier, id }: { qualifier: string; id: string }) =>
    connection.identifiers.some((one) => one.owner === owner && one.scheme === qualifier && one.id === id);
  if (!knows("partner", interchange.sender))
    return {
      note: "006",
      problem: problemOf(
        "UNKNOWN_PARTNER",
        "ISA06",
        "The sender on the envelope is not this connection's partner.",
      ),
    };
  if (!knows("us", interchange.receiver))
    return {
      note: "008",
      problem: problemOf("UNKNOWN_PARTNER", "ISA08", "The receiver on the envelope is not us."),
    };
  return null;
}

/** TA1 segments of the partner answer interchanges of ours. */
function interchangeAnswers(interchange: X12Interchange): DecodedDocument[] {
  return interchange.interchangeAcks.map((answer, index) => ({
    key: `TA1/${index}`,
    code: "TA1",
    controlReference: interchange.control,
    start: interchange.start,
    end: interchange.end,
    document: interchangeAnswer(answer, interchange.control),
  }));
}

type Outcome = {
  readonly mapped: ReturnType<typeof map> | null;
  readonly number: { readonly number?: string };
};
type Outcomes = Map<X12Transaction, Outcome>;

/** Maps a transaction set as soon as it is read, and lets its segments go: a file's sets are never all in memory at once. */
function outcomeOf(transaction: X12Transaction, connection: ConnectionProfile): Outcome {
  const mapped = statusOf(transaction) === "rejected" ? null : map(transaction, connection);
  const number = numberOf(transaction);
  transaction.root = { id: transaction.root.id, segments: [], loops: [] };
  return { mapped, number };
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
    if ("problem" in mapped) return [{ ...common, key, problem: mapped.problem, ...outcome?.number }];
    return mapped.documents.map((document, index) => ({
      ...common,
      key: `${key}${index === 0 ? "" : `.${index}`}`,
      document,
    }));
  });
}

function map(transaction: X12Transaction, connection: ConnectionProfile) {
  const mapper = inboundX12[transaction.code];
  if (!mapper)
    return {
      problem: problemOf(
        "UNSUPPORTED_DOCUMENT",
        "ST01",
        `Transaction set ${transaction.code} is not handled.`,
      ),
    };
  return mapper.map(transaction, { currency: connection.currency });
}

function unusable(transaction: X12Transaction, group: X12Group): Problem {
  const unsupported = transaction.issues.some(({ level, ack }) => level === "transaction" && ack === "1");
  if (unsupported) return problemFrom("UNSUPPORTED_DOCUMENT", transaction.issues);
  const envelope = [...group.issues, ...transaction.issues.filter(({ level }) => level === "transaction")];
  return envelope.length > 0
    ? problemFrom("ENVELOPE_INVALID", envelope)
    : problemFrom("SCHEMA_INVALID", transaction.issues);
}

function problemFrom(code: ReasonCode, issues: readonly X12Issue[]): Problem {
  return {
    code,
    findings: issues.map((issue): MappingFinding => ({ code, field: placeOf(issue), text: issue.message })),
  };
}

/** "PO103 in segment 7": the segment's name with the element's number, and where it stands (ST is 1). */
function placeOf({ segment: id, element: number, segmentPosition }: X12Issue): string {
  const name = `${id ?? "envelope"}${number === undefined ? "" : String(number).padStart(2, "0")}`;
  return segmentPosition === undefined ? name : `${name} in segment ${segmentPosition}`;
}

/** Where a transaction set carries the number that people know it by. */
const NUMBERS: Readonly<Record<string, readonly [segment: string, element: number]>> = {
  "810": ["BIG", 2],
  "850": ["BEG", 3],
  "855": ["BAK", 3],
};

function numberOf(transaction: X12Transaction): { number?: string } {
  const place = NUMBERS[transaction.code];
  const number = place && element(segment(transaction.root, place[0]), place[1]);
  return number === undefined ? {} : { number };
}

/** One 997 or 999 a group, none for an acknowledgement; a TA1 when the sender asked for it or its date is odd. */
function repliesTo(interchange: X12Interchange, connection: ConnectionProfile): Reply[] {
  const kind = connection.format.options.acknowledgement === "999" ? "999" : "997";
  const verdict = interchangeVerdict(interchange, { environment: connection.environment });
  const groups = interchange.groups.filter((group) => !isAcknowledgment(group));
  return [
    ...(verdict ? [ta1(interchange, verdict.note)] : []),
    ...groups.map((group): Reply => {
      const segments = functionalAcknowledgement(interchange, group, { type: kind });
      const content: X12Reply = { kind, version: group.version, segments };
      return { code: kind, content };
    }),
  ];
}
