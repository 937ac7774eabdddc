import type { LargeDecoder } from "../../sidecar/engine/receive/decode-large.ts";
import type { Format } from "../../sidecar/formats/format.ts";
import { directReading } from "../../sidecar/reading/reading.ts";

/** Creates the operations with which tests read bodies: in the calling thread, and with readable pseudonyms. */
export const readingOf = (formats: readonly Format[]) =>
  directReading(formats, (kind, value) => `${kind}-${value}`);

/** For tests in which no message is too large for memory. */
export const noneIsLarge: Pick<LargeDecoder, "begin"> = {
  begin: ({ id }) => {
    throw new Error(`message ${id} is too large for this test`);
  },
};
