import type { ReasonCode } from "./reason-codes.ts";

/**
 * What a person can do about an exception in Odoo:
 * - `approve`: approve the decision of somebody else.
 * - `decide`: accept the findings, or choose what to do about each.
 * - `choose`: choose the record that an unknown identifier stands for.
 * - `preview`: see what a retry would change now.
 * - `retry`: process or send the document again.
 * - `reject`: tell the partner by email what is wrong, which dismisses the exception.
 * - `open`: open the record in Odoo.
 * - `dismiss`: end the processing.
 */
export const helpfulActions = [
  "approve",
  "decide",
  "choose",
  "preview",
  "retry",
  "reject",
  "open",
  "dismiss",
] as const;

export type HelpfulAction = (typeof helpfulActions)[number];

/**
 * The actions that resolve an exception, by its reason, the best first. Odoo highlights the first one that is possible for the
 * document and the user. `retry` is listed only where a retry can succeed: after a correction in Odoo or on the connection, or when
 * a target is reachable again. It is not listed where the document itself is wrong.
 */
export const actionsThatHelp = {
  UNREADABLE: ["reject", "dismiss"],
  SCHEMA_INVALID: ["reject", "dismiss"],
  ENVELOPE_INVALID: ["reject", "dismiss"],
  LIMIT_EXCEEDED: ["reject", "dismiss"],
  UNSUPPORTED_DOCUMENT: ["dismiss"],
  DUPLICATE_CONTENT_DIFFERS: ["reject", "dismiss"],
  FILE_MISSING: ["reject", "dismiss"],
  WRONG_ENVIRONMENT: ["reject", "dismiss"],
  UNKNOWN_PARTNER: ["choose", "retry"],
  UNKNOWN_SUPPLIER: ["choose", "retry"],
  UNKNOWN_ITEM: ["choose", "decide", "retry"],
  UNKNOWN_UNIT: ["choose", "decide", "retry"],
  UNKNOWN_LOCATION: ["choose", "retry"],
  UNKNOWN_ACCOUNT: ["choose", "retry"],
  UNKNOWN_ORDER: ["reject", "dismiss"],
  AMBIGUOUS_MATCH: ["choose", "decide", "retry"],
  PRICE_VARIANCE: ["decide", "open", "reject"],
  QUANTITY_OVER: ["decide", "open", "reject"],
  QUANTITY_SHORT: ["decide", "retry"],
  BACKORDER: ["decide", "open"],
  SUBSTITUTION: ["decide", "open"],
  LINE_REJECTED: ["decide", "open"],
  DATE_SLIP: ["decide", "open"],
  ORDER_CHANGED: ["decide", "open"],
  LOT_MISSING: ["decide", "reject", "retry"],
  EXPIRED: ["decide", "reject"],
  INVOICE_DUPLICATE: ["dismiss"],
  INVOICE_UNMATCHED: ["choose", "decide", "retry"],
  INVOICE_BEFORE_RECEIPT: ["decide", "open"],
  TAX_VARIANCE: ["decide", "retry"],
  OUT_OF_BALANCE: ["decide", "reject", "dismiss"],
  PAYMENT_OVER: ["decide", "open", "dismiss"],
  PAYMENT_SHORT: ["decide", "open"],
  PERIOD_LOCKED: ["retry"],
  APPROVAL_REQUIRED: ["approve"],
  ACCESS_MISSING: ["preview"],
  PREVIEW_OUTDATED: ["preview"],
  ACKNOWLEDGEMENT_OVERDUE: ["retry", "open"],
  DELIVERY_FAILED: ["retry"],
  PARTNER_REJECTED: ["open", "retry"],
  ODOO_REJECTED: ["retry"],
  ACKNOWLEDGEMENT_UNMATCHED: ["dismiss"],
  ACKNOWLEDGEMENT_NOT_AS_AGREED: ["retry"],
  INTERNAL_ERROR: ["retry"],
  ODOO_UNAVAILABLE: ["retry"],
  PARTNER_UNAVAILABLE: ["retry"],
  CONFLICT: ["retry"],
} as const satisfies Record<ReasonCode, readonly HelpfulAction[]>;
