import { z } from "zod";
import { createX12Outline } from "../../codecs/x12/outline.ts";
import { createX12Reader } from "../../codecs/x12/read.ts";
import type { X12InterchangeOutline } from "../../codecs/x12/types.ts";
import type { DecodeContext, Decoded, DecodedDocument, Decoder, Outliner } from "../format.ts";
import { problemOf } from "../mapping.ts";
import { decodeWhole } from "../streaming.ts";
import type { InboundMappers } from "./mapper.ts";
import { x12Options } from "./options.ts";
import { createAnswers, ta1 } from "./replies/answers.ts";
import { interchangeAnswer } from "./replies/interchange-answer.ts";
import { duplicateRefusal, refusalOf, STRANGERS } from "./replies/refusal.ts";
import { say } from "./terms.ts";
import { checkPlace, documentsOf, rejectUnread } from "./transaction-set.ts";

type Context = Omit<DecodeContext, "pseudonym">;

/**
 * The maximum average number of bytes per segment, from which the maximum size of a transaction set is computed. Even with long
 * texts, the segments of a transaction set are shorter on average. With the default maximum of 50,000 segments, the result is 16
 * MB, which limits the memory for decoding an interchange of any length.
 */
const BYTES_PER_SEGMENT = 320;
const LEAST_BYTES = 1_000_000;

/**
 * Without an agreed limit, an interchange may have 20,000 groups and transaction sets of any size, and one more per 250 bytes. Sets
 * with content are longer, so the limit on the bytes of a file is the only one that they reach. Tiny sets remain limited, because
 * each unusable one becomes an exception.
 */
const MOST_SMALL_SETS = 20_000;
const BYTES_PER_SET = 250;

/**
 * The options that affect reading. An invalid value is replaced with the default, and other options are ignored, so that invalid
 * options never prevent reading.
 */
const readingOptions = z.object({
  mostSegments: x12Options.shape.mostSegments.catch(x12Options.parse({}).mostSegments),
  mostTransactionSets: x12Options.shape.mostTransactionSets.catch(undefined),
  acknowledgement: x12Options.shape.acknowledgement.catch("997"),
  reportsMissing: x12Options.shape.reportsMissing.catch(false),
});

/**
 * Reads one interchange. Returns its documents, or the reasons why they cannot be used, and the acknowledgements for its sender.
 * If the envelope is invalid, the interchange is acknowledged with a TA1, and none of its documents is used (X12.5, 997 ch. 2).
 */
export function readX12Message(bytes: Uint8Array, context: Context, mappers: InboundMappers): Decoded {
  const format = {
    outliner: createX12Outliner,
    decoder: (_: DecodeContext, outline: unknown) => createX12Decoder(context, outline, mappers),
  };
  return decodeWhole(format, bytes, { ...context, pseudonym: () => "" });
}

/**
 * Creates an outliner for one interchange. Whether its transaction sets may be used depends on the trailers that follow them (GE,
 * IEA), so the trailers are read first. The outline is an `X12InterchangeOutline`, or null if there is no interchange.
 */
export function createX12Outliner(): Outliner {
  let outline: X12InterchangeOutline | null = null;
  const reader = createX12Outline({
    onInterchange: (found) => {
      outline ??= found;
      reader.stop();
    },
  });
  return {
    push: reader.push,
    end() {
      reader.end();
      return outline;
    },
  };
}

/** Creates a decoder for the interchange that an outliner of this format has read. */
export function createX12Decoder(context: Context, outline: unknown, mappers: InboundMappers): Decoder {
  const { connection, duplicateOfOther } = context;
  const interchange = outline as X12InterchangeOutline | null;
  if (!interchange)
    return decided({ replies: [], problem: problemOf("UNREADABLE", "ISA", say("no-interchange")) });
  const options = readingOptions.parse(connection.format.options);
  const limits = limitsOf(interchange, options);
  const refusal = duplicateOfOther ? duplicateRefusal : refusalOf(interchange, connection, limits);
  const numbered = !duplicateOfOther && limits.reportsMissing ? numberOf(interchange) : {};
  if (!refusal) return decoderOf(interchange, context, mappers, limits, numbered);
  const remarks = interchange.remarks.map(({ message }) => message);
  const { note, problem } = refusal;
  if (STRANGERS.has(note) && context.refusesStrangers !== true)
    return decided({ replies: [], problem, remarks, isStranger: true });
  return decided({ replies: [ta1(interchange, note)], problem, remarks, ...numbered });
}

type Limits = ReturnType<typeof limitsOf>;

/** Returns the options that affect reading, with the maximum number of transaction sets of this interchange. */
function limitsOf({ start, end }: X12InterchangeOutline, options: z.infer<typeof readingOptions>) {
  const { mostTransactionSets = MOST_SMALL_SETS + Math.floor((end - start) / BYTES_PER_SET) } = options;
  return { ...options, mostTransactionSets };
}

/** Returns the number of an interchange (ISA13) among those of its sender, if it is a number. */
function numberOf({ sender, receiver, control }: X12InterchangeOutline): Pick<Decoded, "numbered"> {
  if (!/^\d{1,9}$/.test(control)) return {};
  const series = `x12 ${sender.qualifier} ${sender.id} ${receiver.qualifier} ${receiver.id}`;
  return { numbered: { series, number: Number(control) } };
}

/** Creates a decoder for a message that is refused as a whole. */
function decided(rest: Omit<Decoded, "documents">): Decoder {
  return { needsBytes: false, push: () => [], end: () => ({ documents: [], ...rest }) };
}

function decoderOf(
  interchange: X12InterchangeOutline,
  { connection, taken }: Context,
  mappers: InboundMappers,
  { mostSegments, mostTransactionSets: most, acknowledgement }: Limits,
  numbered: Pick<Decoded, "numbered">,
): Decoder {
  const answers = createAnswers(interchange, connection, acknowledgement);
  let found: DecodedDocument[] = interchangeAnswers(interchange);
  /** How many groups with each control number were closed. A sender may use a number more than once. */
  const closed = new Map<string, number>();
  let closedGroups = 0;
  let position = 0;
  let left = most;
  const reader = createX12Reader(
    {
      onTransaction: (transaction, header) => {
        const group = interchange.groups[closedGroups];
        if (!group) throw new Error("The outline belongs to another interchange.");
        checkPlace(transaction, header, mappers);
        position++;
        const earlier = closed.get(group.control) ?? 0;
        const place = { interchange, group, earlier, position, room: { left, most } };
        const documents = documentsOf(transaction, place, connection, mappers);
        left -= documents.length;
        for (const document of documents) found.push(document);
        rejectUnread(transaction, taken, mappers);
        answers.add(transaction, header);
      },
      onGroup: (group) => {
        answers.close(group);
        closed.set(group.control, (closed.get(group.control) ?? 0) + 1);
        closedGroups++;
        position = 0;
      },
      onInterchange: () => reader.stop(),
    },
    { mostSegments, mostBytes: Math.max(LEAST_BYTES, mostSegments * BYTES_PER_SEGMENT) },
  );
  const taking = (): DecodedDocument[] => {
    const ready = found;
    found = [];
    return ready;
  };
  return {
    needsBytes: true,
    push(chunk) {
      reader.push(chunk);
      return taking();
    },
    end() {
      reader.end();
      const remarks = interchange.remarks.map(({ message }) => message);
      return { documents: taking(), ...answers.end(), remarks, ...numbered };
    },
  };
}

/** Returns a document for each TA1 segment in the interchange, with which the partner acknowledges one of our interchanges. */
function interchangeAnswers(interchange: X12InterchangeOutline): DecodedDocument[] {
  return interchange.interchangeAcks.map((answer, index) => ({
    key: `TA1/${index}`,
    code: "TA1",
    controlReference: interchange.control,
    start: interchange.start,
    end: interchange.end,
    ...interchangeAnswer(answer, interchange.control),
  }));
}
