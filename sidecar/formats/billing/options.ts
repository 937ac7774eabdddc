import { z } from "zod";

/** The billing system's events are fixed: nothing is agreed beside them. */
export const billingOptions = z.strictObject({});
