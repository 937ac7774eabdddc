import { billing } from "./billing/format.ts";
import { cloudEvents } from "./cloudevents/format.ts";
import type { Format } from "./format.ts";
import { hl7v2 } from "./hl7v2/format.ts";
import { x12 } from "./x12/format.ts";

/** All formats. The first format that recognises a body reads it, so those recognised only by media type come first. */
export const formats: readonly Format[] = [cloudEvents, billing, hl7v2, x12];
