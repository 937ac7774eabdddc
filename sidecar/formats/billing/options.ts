import { z } from "zod";

/** The billing system's events are fixed: there is nothing else to agree on. */
export const billingOptions = z.strictObject({});
