import type { PaymentConfirmedData, PaymentRefundedData } from "../../../codecs/billing/payment.ts";
import type { Payment } from "../../../documents/payment.ts";
import type { Pseudonym } from "../../pseudonym.ts";
import { payerIdentifiers } from "./payer.ts";

/** Converts the data of `payment.confirmed` to a payment. */
export function paymentFrom(data: PaymentConfirmedData, pseudonym: Pseudonym): Payment {
  return { ...moneyFrom(data, pseudonym), kind: "payment" };
}

/** Converts the data of `payment.refunded` to a refund that refers to the original payment. */
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
