import type { CodeTable } from "../../shared/code-table.ts";

const versions = ["4010", "5010"];

/** Element 353 (BGN01): why the advice is sent. Only advices that report a result are read. */
export const applicationPurposes: CodeTable<"result"> = {
  standard: "X12",
  versions,
  element: "353",
  codes: { "00": "result", "11": "result" }, // response
  named: {
    "01": "cancellation",
    "04": "change",
    "05": "replacement",
    "06": "confirmation",
    "07": "duplicate",
    "10": "not found",
    "13": "request",
    "22": "information copy",
    "44": "rejection",
    CN: "completion notification",
    ZZ: "mutually defined",
  },
};

/** Element 306 (BGN08): what is done with the documents as a whole. It must not contradict their own results (OTI01). */
export const applicationActions: CodeTable<"accepted" | "rejected"> = {
  standard: "X12",
  versions,
  element: "306",
  codes: { WQ: "accepted", U: "rejected" },
  named: { RU: "return" },
};

/**
 * Element 110 (OTI01): the result of a document or of all documents of a group. An accepted document with errors is accepted; its
 * errors are listed. The result of a part of a document, or of all documents of a batch, concerns no single document.
 */
export const applicationResults: CodeTable<"accepted" | "accepted-with-changes" | "rejected"> = {
  standard: "X12",
  versions,
  element: "110",
  codes: {
    TA: "accepted",
    TC: "accepted-with-changes",
    TE: "accepted", // with errors
    TR: "rejected",
    GA: "accepted",
    GC: "accepted-with-changes",
    GE: "accepted", // with errors
    GR: "rejected",
  },
  named: {
    BA: "batch accepted",
    BC: "batch accepted with changes",
    BE: "batch accepted with errors",
    BP: "batch partially accepted",
    BR: "batch rejected",
    GP: "group partially accepted",
    IA: "item accepted",
    IC: "item accepted with changes",
    IE: "item accepted with errors",
    IP: "item partially accepted",
    IR: "item rejected",
    TP: "document partially accepted",
  },
};

/** Element 128 (OTI02): what the number in OTI03 identifies: the document, or the order that it belongs to. */
export const applicationReferences: CodeTable<"document" | "order"> = {
  standard: "X12",
  versions,
  element: "128",
  codes: {
    PO: "order",
    BM: "document", // bill of lading
    CO: "document", // customer's order number
    DO: "document", // delivery order
    IK: "document", // invoice number of the manufacturer
    IV: "document", // invoice number of the seller
    MA: "document", // ship notice
    OI: "document", // original invoice
    SI: "document", // shipment of the shipper
    TN: "document", // transaction
    VN: "document", // order number of the vendor
  },
  named: {
    CN: "reference number of the carrier",
    F8: "original reference number",
    PK: "packing list number",
    ZZ: "mutually defined",
  },
};
