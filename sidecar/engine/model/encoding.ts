import { type Encoded, EncodingFailure, type NextNumber } from "../../formats/format.ts";
import { problemOf } from "../../formats/mapping.ts";
import { say } from "./terms.ts";

/**
 * Runs a format's writing side. Whatever it throws becomes an EncodingFailure, so that a fault of ours goes to a person and is
 * not tried for ever; only a failure of the journal, which gives the numbers, stays what it is.
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
