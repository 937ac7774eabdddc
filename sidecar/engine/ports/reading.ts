import type { DecodeContext, Decoded, Part } from "../../formats/format.ts";

/**
 * A body split into its messages. `format` is the code of its format, or null if no format recognises it. `failure` is
 * the error if a bug in Suture prevented the splitting.
 */
export type Cut = {
  readonly format: string | null;
  readonly parts: readonly Part[];
  readonly failure?: string;
};
/** Recognises the format of a body of any size and splits the body into messages, without blocking the caller. */
export type CutBody = (body: Uint8Array, contentType: string | null) => Promise<Cut>;

export type BodyContext = Omit<DecodeContext, "pseudonym">;
/** Decodes a message of the given format. Rejects if a bug in Suture prevents that. */
export type DecodeBody = (format: string, body: Uint8Array, context: BodyContext) => Promise<Decoded>;
