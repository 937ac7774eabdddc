import { say as edifactSyntax } from "../codecs/edifact/terms.ts";
import { say as hl7Syntax } from "../codecs/hl7v2/terms.ts";
import { say as eventSyntax } from "../codecs/terms.ts";
import { say as x12Syntax } from "../codecs/x12/terms.ts";
import { say as place } from "../documents/places/terms.ts";
import { say as apply } from "../engine/apply/terms.ts";
import { say as deliver } from "../engine/deliver/terms.ts";
import { say as dryRun } from "../engine/dry-run/terms.ts";
import { say as engine, sayClosed } from "../engine/model/terms.ts";
import { say as outbox } from "../engine/odoo-sync/terms.ts";
import { say as operator } from "../engine/operator/terms.ts";
import { say as receive } from "../engine/receive/terms.ts";
import { sayOdoo } from "../engine/resilience/terms.ts";
import { say as billingTrigger } from "../flows/billing/billing-trigger/terms.ts";
import { say as customerInvoice } from "../flows/billing/customer-invoice/terms.ts";
import { say as encounterCompleted } from "../flows/billing/encounter-completed/terms.ts";
import { say as flows } from "../flows/kit/terms.ts";
import { say as payment } from "../flows/money/payment/terms.ts";
import { say as acknowledgement } from "../flows/purchasing/acknowledgement/terms.ts";
import { say as orderChange } from "../flows/purchasing/order-change/terms.ts";
import { say as orderDispatch } from "../flows/purchasing/order-dispatch/terms.ts";
import { say as orderResponse } from "../flows/purchasing/order-response/terms.ts";
import { say as requisition } from "../flows/purchasing/requisition/terms.ts";
import { say as purchasing } from "../flows/purchasing/terms.ts";
import { say as toPartner } from "../flows/purchasing/to-partner/terms.ts";
import { say as vendorInvoice } from "../flows/purchasing/vendor-invoice/terms.ts";
import { say as stockConsumption } from "../flows/stock/stock-consumption/terms.ts";
import { say as billingEvent } from "../formats/billing/terms.ts";
import { say as cloudEvents } from "../formats/cloudevents/terms.ts";
import { say as hl7v2 } from "../formats/hl7v2/terms.ts";
import { say as format } from "../formats/terms.ts";
import { say as x12 } from "../formats/x12/terms.ts";
import { sayJournal } from "../journal/terms.ts";
import { say as reading } from "../reading/terms.ts";
import { sayCredentials } from "../security/terms.ts";
import { englishOf } from "../terms/english.ts";
import type { TermTable } from "../terms/term.ts";
import { told } from "../terms/told.ts";
import type { Words } from "../terms/words.ts";
import { sayMail } from "../transports/email/terms.ts";
import { sayDelivery } from "../transports/terms.ts";
import { reasonTable } from "./reason-terms.ts";

/** All tables of texts in the sidecar, one for each subject. A test fails if a table is not listed here. */
export const termTables: readonly TermTable[] = [
  acknowledgement.table,
  billingEvent.table,
  billingTrigger.table,
  cloudEvents.table,
  customerInvoice.table,
  deliver.table,
  encounterCompleted.table,
  engine.table,
  eventSyntax.table,
  flows.table,
  format.table,
  hl7Syntax.table,
  hl7v2.table,
  orderChange.table,
  orderDispatch.table,
  orderResponse.table,
  payment.table,
  place.table,
  purchasing.table,
  reading.table,
  reasonTable,
  requisition.table,
  sayClosed.table,
  sayCredentials.table,
  sayDelivery.table,
  sayJournal.table,
  sayMail.table,
  toPartner.table,
  stockConsumption.table,
  apply.table,
  dryRun.table,
  operator.table,
  outbox.table,
  receive.table,
  sayOdoo.table,
  told.table,
  vendorInvoice.table,
  edifactSyntax.table,
  x12.table,
  x12Syntax.table,
];

/** Returns the English text of a term of the sidecar, for logs and for the operators' API. */
export const english = englishOf(termTables);

/** Renders sentences in English, one per line. Returns null if there are none. */
export const englishLines = (words: Words | null | undefined): string | null =>
  words && words.length > 0 ? words.map(english).join("\n") : null;
