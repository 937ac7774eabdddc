import { type Encoded, EncodingFailure, type NextNumber } from "../../formats/format.ts";
import { problemOf } from "../../formats/mapping.ts";
import { say } from "./terms.ts";

/**
 * Wraps a format's function that encodes a document, and converts its errors to EncodingFailures, so that a bug in
 * Suture leads to an exception instead of endless retries. Only a failure of the journal, which assigns the control
 * numbers, is thrown unchanged.
 */
export function encodeWith(
  write: (next: NextNumber) => Promise<Encoded>,
): (next: NextNumber) => Promise<Encoded> {
  return async (next) => {
    let journalFailed = false;
    const counted: NextNumber = (kind, maximum) =>
      next(kind, maximum).catch((error: unknown) => {
        journalFailed = true;
        throw error;
      });
    try {
      return await write(counted);
    } catch (error) {
      if (journalFailed || error instanceof EncodingFailure) throw error;
      throw new EncodingFailure(problemOf("INTERNAL_ERROR", "document", say("writing-failed")));
    }
  };
}
