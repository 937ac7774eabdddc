import { say as billingTrigger } from "../flows/billing/billing-trigger/terms.ts";
import { say as customerInvoice } from "../flows/billing/customer-invoice/terms.ts";
import { say as encounterCompleted } from "../flows/billing/encounter-completed/terms.ts";
import { say as flows } from "../flows/kit/terms.ts";
import { say as payment } from "../flows/money/payment/terms.ts";
import { say as acknowledgement } from "../flows/purchasing/acknowledgement/terms.ts";
import { say as orderDispatch } from "../flows/purchasing/order-dispatch/terms.ts";
import { say as orderResponse } from "../flows/purchasing/order-response/terms.ts";
import { say as requisition } from "../flows/purchasing/requisition/terms.ts";
import { say as purchasing } from "../flows/purchasing/terms.ts";
import { say as vendorInvoice } from "../flows/purchasing/vendor-invoice/terms.ts";
import { say as stockConsumption } from "../flows/stock/stock-consumption/terms.ts";
import { englishOf } from "../terms/english.ts";
import type { Said, TermTable } from "../terms/term.ts";
import { reasonTable } from "./reason-terms.ts";

/** The texts of every subject. A table of terms that is not listed here fails a test. */
export const termTables: readonly TermTable[] = [
  acknowledgement.table,
  billingTrigger.table,
  customerInvoice.table,
  encounterCompleted.table,
  flows.table,
  orderDispatch.table,
  orderResponse.table,
  payment.table,
  purchasing.table,
  reasonTable,
  requisition.table,
  stockConsumption.table,
  vendorInvoice.table,
];

/** Renders a term in English, for logs and for the operators' API. */
export const english = englishOf(termTables);

/** Renders what is a text still, or a term. Goes with `Said`. */
export const plain = (said: Said): string => (typeof said === "string" ? said : english(said));
