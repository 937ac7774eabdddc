import type { PaymentConfirmedData, PaymentRefundedData } from "../../../codecs/billing/payment.ts";
import type { Payment } from "../../../documents/payment.ts";
import type { Pseudonym } from "../../pseudonym.ts";
import { payerIdentifiers } from "./payer.ts";

/** Returns the payment of `payment.confirmed`. */
export function paymentFrom(data: PaymentConfirmedData, pseudonym: Pseudonym): Payment {
  return { ...moneyFrom(data, pseudonym), kind: "payment" };
}

/** Returns the refund of `payment.refunded`, with the payment that it refunds. */
export function refundFrom(data: PaymentRefundedData, pseudonym: Pseudonym): Payment {
  return { ...moneyFrom(data, pseudonym), kind: "refund", paymentReference: data.paymentId };
}

function moneyFrom(data: PaymentConfirmedData, pseudonym: Pseudonym): Omit<Payment, "kind"> {
  return {
    type: "Payment",
    id: data.id,
    invoiceReference: data.invoiceNumber,
    amount: data.amount,
    currency: data.currency,
    date: data.date,
    method: data.method,
    payer: payerIdentifiers(data.payer, pseudonym),
  };
}
