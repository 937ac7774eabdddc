import { type Encoded, EncodingFailure, type NextNumber } from "../../formats/format.ts";
import { problemOf } from "../../formats/mapping.ts";
import { say } from "./terms.ts";

/**
 * Wraps the writer of a format. Its errors become an EncodingFailure, so that a bug in Suture becomes an exception
 * instead of being retried forever. Only a failure of the journal, which assigns the numbers, is passed on unchanged.
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
