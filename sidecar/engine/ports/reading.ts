import type { DecodeContext, Decoded, Part } from "../../formats/format.ts";

/** A body split into its messages. `failure` is set if a bug in Suture prevented that. */
export type Cut = {
  readonly format: string | null;
  readonly parts: readonly Part[];
  readonly failure?: string;
};
/** Recognises the format of a body of any size and splits it, without blocking the caller. */
export type CutBody = (body: Uint8Array, contentType: string | null) => Promise<Cut>;

export type BodyContext = Omit<DecodeContext, "pseudonym">;
/** Decodes a message of the given format. Rejects if a bug in Suture prevents that. */
export type DecodeBody = (format: string, body: Uint8Array, context: BodyContext) => Promise<Decoded>;
