import {
  type OutgoingInterchange,
  type OutgoingSegment,
  writeInterchange,
  X12WriteError,
} from "../../codecs/x12/write.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import type { CanonicalDocument } from "../../documents/document.ts";
import { documentEntry } from "../../documents/registry.ts";
import { type EncodeContext, type Encoded, EncodingFailure, type Reply } from "../format.ts";
import { problemOf } from "../mapping.ts";
import { optionsOf } from "../options.ts";
import type { OutboundMapper, OutboundMappers, Written } from "./mapper.ts";
import { x12Options } from "./options.ts";
import type { X12Reply } from "./replies/answers.ts";
import { say } from "./terms.ts";

const CONTENT_TYPE = "application/edi-x12";

/** The largest control number. ISA13 (I12, N0 9/9) and GS06 (28, N0 1/9) have at most nine digits. */
const LARGEST_CONTROL_NUMBER = 999_999_999;

/** Writes a document as an interchange with one group and one transaction set, with new control numbers. */
export async function writeDocument(
  document: CanonicalDocument,
  context: EncodeContext,
  mappers: OutboundMappers,
): Promise<Encoded> {
  const mapper = mappers[document.type];
  if (!mapper)
    throw new EncodingFailure(
      problemOf(
        "UNSUPPORTED_DOCUMENT",
        "document",
        say("document-not-written", { type: documentEntry(document.type) }),
      ),
    );
  const written = writeWith(mapper, document, context.connection);
  if ("problem" in written) throw new EncodingFailure(written.problem);
  const { transactionCode, functionalId } = mapper;
  return encodeTransaction(context, {
    code: transactionCode,
    functionalId,
    version: versionOf(context.connection),
    segments: written.segments,
  });
}

/**
 * Returns the segments of the document. Throws an `EncodingFailure` if the format options are invalid, because then another
 * attempt would fail too and a person must correct them.
 */
function writeWith(
  mapper: OutboundMapper,
  document: CanonicalDocument,
  connection: ConnectionProfile,
): Written {
  const read = optionsOf(x12Options, connection);
  if ("problem" in read) throw new EncodingFailure(read.problem);
  return mapper.write(document, read.options, versionOf(connection));
}

/** Writes an acknowledgement for the partner: a TA1 alone, or a 997 or 999 in a group of its own. */
export async function writeReply(reply: Reply, context: EncodeContext): Promise<Encoded> {
  const content = reply.content as X12Reply;
  if (content.kind !== "TA1") {
    const { kind, version, segments, convention } = content;
    return encodeTransaction(context, { code: kind, functionalId: "FA", version, segments, convention });
  }
  const interchange = await context.next("x12/interchange", LARGEST_CONTROL_NUMBER);
  const bytes = writeInterchange({
    ...envelope(context, interchange),
    interchangeAcks: [content.ta1],
    groups: [],
  });
  return encoded("TA1", bytes, { interchangeControl: String(interchange) }, interchange);
}

type Outgoing = {
  readonly code: string;
  readonly functionalId: string;
  readonly version: string;
  readonly segments: readonly OutgoingSegment[];
  readonly convention?: string | undefined;
};

async function encodeTransaction(
  context: EncodeContext,
  { code, functionalId, version, segments, convention }: Outgoing,
): Promise<Encoded> {
  const interchange = await context.next("x12/interchange", LARGEST_CONTROL_NUMBER);
  const group = await context.next("x12/group", LARGEST_CONTROL_NUMBER);
  const { sender, receiver } = parties(context.connection);
  // X12.6 requires a number that is unique within the group, and each group has one transaction set.
  const transactions = [{ code, control: "0001", convention, segments }];
  const groups = [
    { functionalId, sender: sender.id, receiver: receiver.id, control: group, version, transactions },
  ];
  const bytes = write({ ...envelope(context, interchange), groups });
  const control = {
    documentCode: code,
    groupControl: String(group),
    documentControl: "1",
    interchangeControl: String(interchange),
  };
  return encoded(code, bytes, control, interchange);
}

function write(interchange: OutgoingInterchange): Uint8Array {
  try {
    return writeInterchange(interchange);
  } catch (error) {
    if (!(error instanceof X12WriteError)) throw error;
    throw new EncodingFailure(problemOf("SCHEMA_INVALID", "document", error.term));
  }
}

function encoded(
  code: string,
  bytes: Uint8Array,
  control: Record<string, string>,
  interchange: number,
): Encoded {
  const number = String(interchange).padStart(9, "0");
  const controlReference = control.groupControl === undefined ? number : `${control.groupControl}/0001`;
  return {
    code,
    bytes,
    contentType: CONTENT_TYPE,
    fileName: `${code}-${number}.x12`,
    control,
    controlReference,
  };
}

function envelope({ connection, now }: EncodeContext, control: number) {
  const version = versionOf(connection).startsWith("005") ? ("00501" as const) : ("00401" as const);
  const usage = connection.environment === "production" ? ("P" as const) : ("T" as const);
  return { ...parties(connection), control, usage, version, date: now, acknowledgmentRequested: false };
}

/** The default GS08 of outgoing interchanges. */
export const DEFAULT_VERSION = "004010";

/** Returns GS08, which is the version configured for the connection or, if there is none, the default. */
const versionOf = (connection: ConnectionProfile): string => connection.format.version || DEFAULT_VERSION;

function parties(connection: ConnectionProfile) {
  const of = (owner: "us" | "partner") => {
    const found = connection.identifiers.find((one) => one.owner === owner);
    if (!found)
      throw new EncodingFailure(
        problemOf(
          "UNKNOWN_PARTNER",
          "identifier",
          owner === "us" ? say("own-identifier-missing") : say("partner-identifier-missing"),
        ),
      );
    return { qualifier: found.scheme, id: found.id };
  };
  return { sender: of("us"), receiver: of("partner") };
}
