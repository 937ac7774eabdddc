import { say } from "../terms.ts";
import {
  dayOnly,
  type Element,
  type ElementNames,
  kindOfReference,
  order,
  purpose,
  reference,
} from "./common.ts";

const direction: Element = { name: say("credit-or-debit"), isCode: true };
const reason: Element = { name: say("reason-of-adjustment"), isCode: true };
const sum: Element = { name: say("amount"), isCode: true };
const invoice: Element = { name: say("invoice-number") };

/** The elements of remittance advices, adjustments and application advices. */
export const paymentElements: ElementNames = {
  BPR: {
    1: { name: say("payment-handling"), isCode: true },
    2: sum,
    3: direction,
    4: { name: say("payment-method"), isCode: true },
    16: { name: say("payment-date"), isCode: true },
  },
  TRN: { 2: { name: say("payment-number") } },
  RMR: {
    1: kindOfReference,
    2: invoice,
    4: { name: say("amount-paid"), isCode: true },
    5: { name: say("amount-invoiced"), isCode: true },
    6: { name: say("discount"), isCode: true },
    7: reason,
    8: sum,
  },
  ADX: { 1: sum, 2: reason, 3: kindOfReference, 4: reference },
  BCD: {
    1: dayOnly,
    2: reference,
    4: sum,
    5: direction,
    6: dayOnly,
    7: invoice,
    9: dayOnly,
    10: order,
    11: purpose,
  },
  CDD: {
    1: reason,
    2: direction,
    4: sum,
    7: { name: say("quantity"), isCode: true },
    8: { name: say("unit"), isCode: true },
  },
  AMT: { 1: { name: say("kind-of-amount"), isCode: true }, 2: sum },
  BGN: { 1: purpose, 2: reference, 3: dayOnly },
  OTI: {
    1: { name: say("answer"), isCode: true },
    2: kindOfReference,
    3: reference,
    10: { name: say("transaction-set"), isCode: true },
  },
  TED: { 1: { name: say("error"), isCode: true } },
};
