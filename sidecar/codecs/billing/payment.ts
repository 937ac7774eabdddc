import { z } from "zod";
import { billingCurrency, billingDate, billingIdentifier, billingPayer, billingPayment } from "./values.ts";

/** The data of `payment.confirmed`: a payment was received for an invoice. */
export const paymentConfirmedData = z.object({
  id: billingIdentifier.describe("The payment number."),
  invoiceNumber: billingIdentifier,
  amount: billingPayment.describe("Above zero."),
  currency: billingCurrency,
  date: billingDate.describe("The day on which the payment was received."),
  method: billingIdentifier.describe("The billing system's code of the payment method: card, ach, check …"),
  payer: billingPayer,
});
export type PaymentConfirmedData = z.infer<typeof paymentConfirmedData>;

/** The data of `payment.refunded`: an earlier payment was refunded to the payer, in full or in part. */
export const paymentRefundedData = paymentConfirmedData.extend({
  paymentId: billingIdentifier.describe(
    "The number of the refunded payment. id is the number of the refund, amount the refunded amount, above zero.",
  ),
});
export type PaymentRefundedData = z.infer<typeof paymentRefundedData>;
