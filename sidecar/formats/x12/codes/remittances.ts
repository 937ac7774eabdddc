import type { CodeTable } from "../../shared/code-table.ts";

const versions = ["4010", "5010"];

/** Element 305 (BPR01): whether a payment belongs to the advice, or whether it only informs ("notice"). */
export const paymentHandlings: CodeTable<"payment" | "notice"> = {
  standard: "X12",
  versions,
  element: "305",
  codes: {
    C: "payment", // payment accompanies remittance advice
    D: "payment", // make payment only
    U: "payment", // split payment and remittance
    X: "payment", // handling party's option to split
    H: "notice", // notification only
    I: "notice", // remittance information only
  },
  named: {
    A: "payment not yet authorised",
    E: "debit or credit advice with remittance detail",
    P: "prenotification of future transfers",
    R: "reject, return",
    T: "debit or credit notification only",
  },
};

/** Element 478 (BPR03): whether the payer pays the amount or collects it. Only payments to us are read. */
export const creditOrDebit: CodeTable<"credit"> = {
  standard: "X12",
  versions,
  element: "478",
  codes: { C: "credit" },
  named: { D: "debit" },
};

/** Element 591 (BPR04): whether money moves with this method of payment. The code itself is the method of the document. */
export const paymentMethods: CodeTable<"payment" | "notice"> = {
  standard: "X12",
  versions,
  element: "591",
  codes: {
    ACH: "payment",
    BOP: "payment", // option of the financial institution
    CHK: "payment",
    CWT: "payment", // clearing house wire transfer
    FEW: "payment", // wire transfer, repetitive
    FWT: "payment", // wire transfer
    PBC: "payment", // commercial check
    SWT: "payment", // S.W.I.F.T.
    NON: "notice",
  },
  named: { DCK: "direct check", ZZZ: "mutually defined" },
};

/** Element 128 (RMR01): what was paid. */
export const remittedItems: CodeTable<"invoice" | "credit-note"> = {
  standard: "X12",
  versions,
  element: "128",
  codes: {
    IK: "invoice", // number of the manufacturer
    IV: "invoice", // number of the seller
    OI: "invoice", // original invoice
    CM: "credit-note",
  },
  named: {
    "11": "account number",
    BM: "bill of lading",
    BT: "batch number",
    CL: "claim number of the seller",
    DB: "debit memo of the buyer",
    PO: "purchase order",
    R7: "accounts receivable number",
    VV: "voucher",
    ZZ: "mutually defined",
  },
};

/** Element 482 (RMR03): what the payment is for. Only payments of the item that RMR02 names are read. */
export const remittanceActions: CodeTable<"of the item"> = {
  standard: "X12",
  versions,
  element: "482",
  codes: { PI: "of the item", PP: "of the item", ER: "of the item", NS: "of the item" },
  named: { AJ: "adjustment", PA: "payment in advance", PO: "payment on account" },
};

/** Element 374 (DTM01): the dates of a remittance advice and of what it pays. */
export const remittanceDates: CodeTable<"issued" | "invoice" | "other"> = {
  standard: "X12",
  versions,
  element: "374",
  codes: {
    "097": "issued", // transaction creation
    "003": "invoice",
    "004": "other", // purchase order
    "007": "other",
    "009": "other",
    "011": "other",
    "012": "other", // terms discount due
    "013": "other", // terms net due
    "050": "other",
    "234": "other", // settlement
  },
};
