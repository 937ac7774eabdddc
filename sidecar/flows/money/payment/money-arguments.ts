import type { Payment } from "../../../documents/payment.ts";
import type { PaymentPolicy } from "./policy.ts";

/** Returns the arguments that the verbs `register_payment` and `refund_payment` have in common. */
export function moneyArguments(
  document: Payment,
  policy: PaymentPolicy,
): Readonly<Record<string, string | number>> {
  return {
    reference: document.id,
    amount: document.amount,
    currency: document.currency,
    date: document.date,
    method: document.method,
    ...(policy.payment_journal_id === null ? {} : { journal_id: policy.payment_journal_id }),
  };
}
