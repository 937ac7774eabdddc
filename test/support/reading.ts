import type { Format } from "../../sidecar/formats/format.ts";
import { directReading } from "../../sidecar/reading/reading.ts";

/** How tests read bodies: in the calling thread, with all formats and readable pseudonyms. */
export const readingOf = (formats: readonly Format[]) =>
  directReading(formats, (kind, value) => `${kind}-${value}`);
