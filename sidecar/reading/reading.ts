import type {
  Cut,
  CutBody,
  CutStream,
  DecodeBody,
  DecodeStream,
  OpenCut,
  OpenDecode,
  Showing,
} from "../engine/ports/reading.ts";
import type { DecodeContext, Format, Part } from "../formats/format.ts";
import type { Pseudonym } from "../formats/pseudonym.ts";
import { isWideText } from "../formats/shared/recognise.ts";
import { createDecoding } from "../formats/streaming.ts";
import type { Term } from "../terms/term.ts";
import { type Addressee, addressees, type Environment } from "../transports/mllp/answer.ts";
import { directShowing } from "./showing.ts";
import { say } from "./terms.ts";

/** The operations that read the bytes of a body. They may take long and must not block other work. */
export type Reading = {
  /** Determines the format of a body and splits it into its messages. */
  readonly cut: CutBody;
  readonly decode: DecodeBody;
  readonly openCut: OpenCut;
  readonly openDecode: OpenDecode;
  /** Returns the messages of an MLLP frame, reduced to what is needed to acknowledge them. */
  addressees(content: Uint8Array, environment: Environment): Promise<Addressee[]>;
  readonly showing: Showing;
};

/** Creates the operations for the calling thread: for small bodies, and for tests. */
export function directReading(formats: readonly Format[], pseudonym: Pseudonym): Reading {
  const formatOf = (code: string): Format => {
    const format = formats.find((one) => one.code === code);
    if (!format) throw new Error(`unknown format ${code}`);
    return format;
  };
  return {
    cut: async (body, contentType) => cutBody(formats, body, contentType),
    decode: async (code, body, context) => formatOf(code).decode(body, { ...context, pseudonym }),
    openCut: async (beginning, contentType) => openCut(formats, beginning, contentType),
    openDecode: async (code, context) => openDecode(formatOf(code), { ...context, pseudonym }),
    addressees: async (content, environment) => addressees(content, environment),
    showing: directShowing(formats),
  };
}

function cutBody(formats: readonly Format[], body: Uint8Array, contentType: string | null): Cut {
  const format = formats.find((one) => one.recognises(body, contentType));
  if (!format) return { format: null, parts: [unreadable(body, unrecognised(body))] };
  try {
    return { format: format.code, parts: format.split(body) };
  } catch (error) {
    // This means a bug in Suture. The body is stored as one message, and decoding it raises an exception.
    const whole = { start: 0, end: body.length, identity: null };
    return { format: format.code, parts: [whole], failure: String(error) };
  }
}

const unrecognised = (body: Uint8Array): Term => say(isWideText(body) ? "utf-16" : "format-unknown");

function openCut(
  formats: readonly Format[],
  beginning: Uint8Array,
  contentType: string | null,
): CutStream | null {
  const format = formats.find((one) => one.recognises(beginning, contentType));
  const splitter = format?.splitter?.();
  if (!format || !splitter) return null;
  return {
    push: async (chunk) => splitter.push(chunk),
    end: async () => ({ format: format.code, parts: splitter.end().map(({ outline: _, ...part }) => part) }),
    close: () => undefined,
  };
}

function openDecode(format: Format, context: DecodeContext): DecodeStream {
  const { outlines, outline, begin, decode, end } = createDecoding(format, context);
  return {
    outlines,
    outline: async (chunk) => outline(chunk),
    begin: async () => begin(),
    decode: async (chunk) => decode(chunk),
    end: async () => end(),
    close: () => undefined,
  };
}

/** Returns a part that covers the whole body and is marked as unreadable for the given reason. It is stored as evidence. */
export function unreadable({ length }: { readonly length: number }, why: Term): Part {
  return { start: 0, end: length, identity: null, unreadable: why };
}
