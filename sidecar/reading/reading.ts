import type { Cut, CutBody, DecodeBody } from "../engine/ports/reading.ts";
import type { Format, Part } from "../formats/format.ts";
import type { Pseudonym } from "../formats/pseudonym.ts";
import type { Term } from "../terms/term.ts";
import { type Addressee, addressees, type Environment } from "../transports/mllp/answer.ts";
import { say } from "./terms.ts";

/** Everything that is done with the bytes of a body; it may take long, and must hold nobody else up. */
export type Reading = {
  /** Recognises a body's format and cuts it into its messages. */
  readonly cut: CutBody;
  readonly decode: DecodeBody;
  /** Whom the answer to an MLLP frame goes to. */
  addressees(content: Uint8Array, environment: Environment): Promise<Addressee[]>;
};

/** Reads on the calling thread: small bodies, and tests. */
export function directReading(formats: readonly Format[], pseudonym: Pseudonym): Reading {
  return {
    cut: async (body, contentType) => cutBody(formats, body, contentType),
    decode: async (code, body, context) => {
      const format = formats.find((one) => one.code === code);
      if (!format) throw new Error(`there is no format ${code}`);
      return format.decode(body, { ...context, pseudonym });
    },
    addressees: async (content, environment) => addressees(content, environment),
  };
}

function cutBody(formats: readonly Format[], body: Uint8Array, contentType: string | null): Cut {
  const format = formats.find((one) => one.recognises(body, contentType));
  if (!format) return { format: null, parts: [unreadable(body, say("format-unknown"))] };
  try {
    return { format: format.code, parts: format.split(body) };
  } catch (error) {
    // A fault of ours: the body is kept as one message, and decoding it tells a person.
    const whole = { start: 0, end: body.length, identity: null };
    return { format: format.code, parts: [whole], failure: String(error) };
  }
}

/** The whole body as evidence of what cannot be read. */
export function unreadable(body: Uint8Array, why: Term): Part {
  return { start: 0, end: body.length, identity: null, unreadable: why };
}
