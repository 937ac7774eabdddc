import { z } from "zod";

/** The schema of the format options of billing events. There are no options, because the events have a fixed structure. */
export const billingOptions = z.strictObject({});
