import type { Format } from "../../sidecar/formats/format.ts";
import { directReading } from "../../sidecar/reading/reading.ts";

/** How tests read bodies: here and now, by the formats, with pseudonyms that can be read. */
export const readingOf = (formats: readonly Format[]) =>
  directReading(formats, (kind, value) => `${kind}-${value}`);
