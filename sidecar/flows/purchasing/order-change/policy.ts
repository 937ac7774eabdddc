import { z } from "zod";

/** The policy for order changes: how the vendor learns of them. */
export const orderChangePolicy = z.strictObject({
  order_changes: z
    .enum(["edi", "email", "none"])
    .default("edi")
    .meta({
      title: "Order Changes",
      description:
        "How the vendor learns of changes to orders that were sent. Select Email for a vendor who does not accept change documents (X12 860).",
      labels: { edi: "EDI document (X12 860)", email: "Email from Odoo", none: "Not sent" },
    }),
});
export type OrderChangePolicy = z.infer<typeof orderChangePolicy>;
