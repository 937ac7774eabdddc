import { z } from "zod";

/** The options of CloudEvents. There are none, because the data is always a canonical document. */
export const cloudEventsOptions = z.strictObject({});
