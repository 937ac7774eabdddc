import { z } from "zod";

/** The options of the billing format. There are none, because the events have a fixed structure. */
export const billingOptions = z.strictObject({});
