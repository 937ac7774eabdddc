import { englishLines } from "../../catalogue/terms.ts";
import type { EncodingFailure, Format, Reply } from "../../formats/format.ts";
import { encodeWith } from "../model/encoding.ts";
import { localNow } from "../model/local-now.ts";
import type { ConfiguredConnection } from "../ports/connection.ts";
import type { DeliveryWriter } from "../ports/journal/messages.ts";
import type { Clock, Log } from "../ports/runtime.ts";
import type { Message } from "../records.ts";
import { unwrittenReply } from "./reply-exceptions.ts";

/**
 * Returns the deliveries of a message's acknowledgements, which are encoded when they are stored. Returns none if the
 * connection sends no acknowledgements.
 */
export function replies(
  parts: { readonly formats: readonly Format[]; readonly clock: Clock; readonly log: Log },
  message: Message,
  connection: ConfiguredConnection,
  wanted: readonly Reply[],
): DeliveryWriter[] {
  const format = parts.formats.find((one) => one.code === message.format);
  if (!format || !connection.acknowledges) return [];
  return wanted.map((reply, index) => ({
    connection: connection.code,
    kind: "acknowledgement",
    documentId: null,
    messageId: message.id,
    encode: encodeWith((next) =>
      format.encodeReply(reply, { connection, now: localNow(parts.clock, connection), next }),
    ),
    onFailure: (error) => {
      parts.log.error(
        { messageId: message.id, code: reply.code, error: englishLines(findingTexts(error)) },
        "no acknowledgement could be encoded",
      );
      return unwrittenReply(message, reply, index, error);
    },
  }));
}

const findingTexts = ({ problem }: EncodingFailure) => problem.findings.map(({ text }) => text);
