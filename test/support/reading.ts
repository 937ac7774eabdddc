import type { Format } from "../../sidecar/formats/format.ts";
import { directReading } from "../../sidecar/reading/reading.ts";

/** Creates the operations with which tests read bodies: in the calling thread, and with readable pseudonyms. */
export const readingOf = (formats: readonly Format[]) =>
  directReading(formats, (kind, value) => `${kind}-${value}`);
