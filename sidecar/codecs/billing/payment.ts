import { z } from "zod";
import { billingCurrency, billingDate, billingIdentifier, billingPayer, billingPayment } from "./values.ts";

/** `payment.confirmed`: money has come in for one invoice. */
export const paymentConfirmedData = z.object({
  /** The payment's number. */
  id: billingIdentifier,
  invoiceNumber: billingIdentifier,
  /** Above zero. */
  amount: billingPayment,
  currency: billingCurrency,
  /** The day on which the money came in. */
  date: billingDate,
  /** The billing system's code of the way of payment: "card", "ach", "check" … */
  method: billingIdentifier,
  payer: billingPayer,
});
export type PaymentConfirmedData = z.infer<typeof paymentConfirmedData>;

/** `payment.refunded`: money of an earlier payment, all or part of it, has gone back to the payer. */
export const paymentRefundedData = paymentConfirmedData.extend({
  /** The number of the payment that is given back; `id` is the refund's own, `amount` what went back, above zero. */
  paymentId: billingIdentifier,
});
export type PaymentRefundedData = z.infer<typeof paymentRefundedData>;
