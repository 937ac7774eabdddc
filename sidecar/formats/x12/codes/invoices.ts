import type { CodeTable } from "../../shared/code-table.ts";

/** Element 640 (BIG07): the types of invoices that must be paid. Credits, memoranda and statements are not supported. */
export const invoiceTypes: CodeTable<"to pay"> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "640",
  codes: {
    CD: "to pay", // consolidated debit invoice
    CI: "to pay", // consolidated invoice
    DI: "to pay", // debit invoice
    FB: "to pay", // final bill
    FD: "to pay", // consolidated invoice, final bill
    PR: "to pay", // product or service
  },
  named: {
    CA: "cash",
    CC: "credit commission invoice",
    CE: "consolidated credit invoice",
    CF: "consolidated debit memo",
    CG: "consolidated credit memo",
    CM: "call detail memo",
    CN: "credit invoice",
    CO: "corrected",
    CP: "commission payment",
    CR: "credit memo",
    DR: "debit memo",
    FE: "memorandum, final bill",
    MC: "memorandum, credit",
    ME: "memorandum",
    PP: "prepaid invoice",
    RA: "return",
    RG: "revised final bill",
    ZZ: "mutually defined",
  },
};

/** Element 353 (BIG08): the purpose of the invoice. Only original invoices are processed. */
export const invoicePurposes: CodeTable<"original"> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "353",
  codes: { "00": "original" },
  named: {
    "01": "cancellation",
    "02": "addition",
    "03": "deletion",
    "04": "change",
    "05": "replacement",
    "06": "confirmation",
    "07": "duplicate",
    "12": "not processed",
    "15": "sent again",
    "16": "proposed",
    "17": "cancelled, to be reissued",
    "18": "reissue",
    "22": "information copy",
    "24": "draft",
    "38": "no financial value",
    "46": "cancellation with refund",
    CO: "corrected",
    ZZ: "mutually defined",
  },
};

/**
 * Element 306 (BIG09): the action requested for the invoice. No code is supported, so only invoices without this element are
 * processed.
 */
export const invoiceActions: CodeTable<never> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "306",
  codes: {},
  named: { "1": "add", "2": "change", "3": "delete", "4": "verify" },
};
