import { z } from "zod";

/** Systems that speak our own documents agree on nothing else. */
export const cloudEventsOptions = z.strictObject({});
