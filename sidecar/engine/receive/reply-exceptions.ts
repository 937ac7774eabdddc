import type { Decoded, EncodingFailure, Reply } from "../../formats/format.ts";
import type { Problem } from "../../formats/mapping.ts";
import { describe } from "../model/exceptions.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { Message, NewDocument } from "../records.ts";

/**
 * An acknowledgement that Suture sends in another form than agreed with the partner. It becomes an exception of its
 * own, because the sender's message is not at fault, and a log entry alone could be overlooked.
 */
type Departure = NonNullable<Decoded["departures"]>[number];

/**
 * Returns the exception for an acknowledgement that could not be encoded. *Retry* decodes the message again, which
 * encodes its acknowledgements again.
 */
export function unwrittenReply(
  message: Message,
  { code }: Reply,
  index: number,
  { problem }: EncodingFailure,
): NewDocument {
  const key = `${message.connection}/${message.identity}/reply/${index}`;
  // The failure's own reason describes a partner's document; here the problem is our reply.
  return exceptionOf(message, code, key, { ...problem, code: "ACKNOWLEDGEMENT_NOT_AS_AGREED" });
}

/**
 * Returns an exception for each acknowledgement whose form differs from the agreed one. The key of the exception
 * contains only the connection and the form, so that each form raises an exception only once.
 */
export function departuresOf(
  message: Message,
  connection: ConfiguredConnection | null,
  { departures = [] }: Pick<Decoded, "departures">,
): NewDocument[] {
  if (!connection?.acknowledges) return [];
  const keyOf = ({ key }: Departure) => `${connection.code}/acknowledgement-form/${key}`;
  return departures.map((one) => exceptionOf(message, one.code, keyOf(one), one.problem));
}

function exceptionOf(message: Message, code: string, key: string, problem: Problem): NewDocument {
  const { reasonCode, reason, suggestion, findings } = describe(problem.code, problem.findings);
  return {
    messageId: message.id,
    direction: "outbound",
    connection: message.connection,
    flow: null,
    lane: "standard",
    code,
    type: "Acknowledgement",
    number: null,
    key,
    contentHash: message.contentHash,
    aggregate: `acknowledgement/${key}`,
    input: null,
    controlReference: null,
    traceId: message.traceId,
    state: "attention",
    reasonCode,
    reason,
    suggestion,
    findings,
  };
}
