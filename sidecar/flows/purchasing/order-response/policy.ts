import { z } from "zod";
import { largestTolerance, pricePolicy } from "../../kit/tolerance.ts";

/** The policy for order responses, which determines what the flow may change on an order without asking a person. */
export const orderResponsePolicy = pricePolicy.extend({
  date_tolerance_days: z.number().int().min(0).max(366).default(7).meta({
    title: "Date Tolerance",
    description:
      "The maximum number of days by which the promised date may be later than the expected date on the order. Later dates become exceptions.",
    unit: "days",
  }),
  quantity_decrease_percent: z.number().min(0).max(100).default(0).meta({
    title: "Quantity Decrease",
    description:
      "The maximum percentage of the ordered quantity by which a vendor may reduce a line. Larger reductions become exceptions.",
    unit: "%",
  }),
  transit_days: z.number().int().min(0).max(366).nullable().default(null).meta({
    title: "Transit Time",
    description:
      "The number of days that the vendor's goods are in transit. It is used to calculate arrival dates from shipment dates. If it is empty, responses that state only a shipment date become exceptions.",
    unit: "days",
  }),
  charge_tolerance_amount: z.number().min(0).max(largestTolerance).default(0).meta({
    title: "Charges Tolerance",
    description:
      "The maximum total of freight and other charges that the vendor's response may add to an order. Higher charges become exceptions.",
    unit: "currency",
  }),
  accept_backorders: z.boolean().default(true).meta({
    title: "Accept Backorders",
    description:
      "Keep a backordered quantity on the order if its promised date is within the date tolerance. Otherwise, the response becomes an exception.",
  }),
});
export type OrderResponsePolicy = z.infer<typeof orderResponsePolicy>;
