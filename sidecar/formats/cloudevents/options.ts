import { z } from "zod";

/** The schema of the format options of CloudEvents. There are no options, because the data is always a canonical document. */
export const cloudEventsOptions = z.strictObject({});
