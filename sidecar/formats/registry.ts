import { billing } from "./billing/format.ts";
import { cloudEvents } from "./cloudevents/format.ts";
import type { Format } from "./format.ts";
import { hl7v2 } from "./hl7v2/format.ts";
import { x12 } from "./x12/format.ts";

/**
 * All formats. A body is read by the first format that recognises it, so the formats that are recognised only by media type
 * precede those that examine the content.
 */
export const formats: readonly Format[] = [cloudEvents, billing, hl7v2, x12];
