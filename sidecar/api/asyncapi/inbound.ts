import type { z } from "zod";
import { canonicalDocument } from "../../documents/document.ts";
import type { FormatDeclaration } from "../../formats/declaration.ts";
import { inboundExamples } from "../openapi/examples.ts";
import type { ChannelMessage } from "./channel-message.ts";

const text = (description: string) => ({ type: "string", description });

const headers = {
  type: "object",
  properties: {
    "suture-connection": text("The connection's code, as in the second word of the routing key; optional."),
    traceparent: text("W3C Trace Context; used if valid."),
  },
} as const;

/**
 * Returns the messages that other systems may publish to `suture.inbound`, one for each format, and the schemas to which they
 * refer.
 */
export function inboundMessages(formats: readonly FormatDeclaration[]): {
  readonly messages: Readonly<Record<string, ChannelMessage>>;
  readonly schemas: Readonly<Record<string, z.ZodType>>;
} {
  const contents = formats.flatMap(({ published }) =>
    typeof published?.content === "object" ? [published.content] : [],
  );
  const messages = formats.map(messageOf);
  return {
    schemas: {
      Document: canonicalDocument,
      ...Object.fromEntries(contents.map(({ name, schema }) => [name, schema])),
    },
    messages: Object.fromEntries(messages.map((message) => [message.name, message])),
  };
}

function messageOf(format: FormatDeclaration): ChannelMessage {
  const { code, label, mediaTypes, published = {} } = format;
  const {
    content = contentOf(format),
    title = label,
    summary = `A message in the format ${label}.`,
  } = published;
  const [contentType] = mediaTypes;
  if (contentType === undefined) throw new Error(`The format ${code} declares no media type.`);
  const example = inboundExamples[code];
  return {
    name: typeof content === "string" ? code : content.name.replace(/^./, (first) => first.toLowerCase()),
    title,
    summary,
    contentType,
    headers,
    payload: typeof content === "string" ? text(content) : { $ref: `#/components/schemas/${content.name}` },
    ...(example !== undefined && { examples: [{ payload: example }] }),
  };
}

/** Returns the description of a format's content: the names of the messages that it reads. */
function contentOf({ label, messages }: FormatDeclaration): string {
  const names = messages.flatMap(({ name, direction }) => (direction === "in" ? [name] : []));
  return names.length > 0 ? `${label}: ${names.join(", ")}.` : label;
}
