import { cloudEvents } from "./cloudevents/format.ts";
import type { Format } from "./format.ts";
import { x12 } from "./x12/format.ts";

/** Every format that is spoken. The first one that recognises a body reads it. */
export const formats: readonly Format[] = [cloudEvents, x12];
