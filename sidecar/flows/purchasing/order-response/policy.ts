import { z } from "zod";
import { pricePolicy } from "../../kit/tolerance.ts";

/** The policy for order responses: what the flow may change on an order without asking a person. */
export const orderResponsePolicy = pricePolicy.extend({
  date_tolerance_days: z.number().int().min(0).default(7).meta({
    title: "Date Tolerance",
    description:
      "By how many days a vendor may promise a line later than the order expects it, without asking a person.",
    unit: "days",
  }),
  quantity_decrease_percent: z.number().min(0).max(100).default(100).meta({
    title: "Quantity Decrease",
    description:
      "By how many percent of the ordered quantity a vendor may lower a line without asking a person.",
    unit: "%",
  }),
  transit_days: z.number().int().min(0).nullable().default(null).meta({
    title: "Transit Time",
    description:
      "How many days the vendor's goods are in transit. With it, a shipment date becomes an arrival date. Without it, a person is asked when the vendor gives only a shipment date.",
    unit: "days",
  }),
  charge_tolerance_amount: z.number().min(0).default(0).meta({
    title: "Charges Tolerance",
    description:
      "Up to which total the vendor's answer may add freight and other charges to an order without asking a person.",
    unit: "currency",
  }),
  accept_backorders: z.boolean().default(true).meta({
    title: "Accept Backorders",
    description:
      "Keep a backordered quantity on the order if its promised date is within the date tolerance. Otherwise a person is asked.",
  }),
});
export type OrderResponsePolicy = z.infer<typeof orderResponsePolicy>;
