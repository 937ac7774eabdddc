import type { InventoryReport } from "../../../documents/inventory-report.ts";
import type { CodeTable } from "../../shared/code-table.ts";

const versions = ["4010", "5010"];

type Kind = InventoryReport["lines"][number]["quantities"][number]["kind"];

/** Element 353 of inventory reports (BIA01, BPT01, XQ05): a later report replaces an earlier one, so both are read alike. */
export const reportPurposes: CodeTable<"report"> = {
  standard: "X12",
  versions,
  element: "353",
  codes: { "00": "report", "05": "report" },
  named: {
    "01": "cancellation",
    "02": "addition",
    "03": "deletion",
    "04": "change",
    "06": "confirmation",
    "07": "duplicate",
    "13": "request",
    "15": "sent again",
    "25": "incremental",
    "27": "verification",
    "52": "response to a historical inquiry",
  },
};

/** Element 755 (BIA02): whose stock is reported. An inquiry is no report. */
export const inventoryTypes: CodeTable<"stock"> = {
  standard: "X12",
  versions,
  element: "755",
  codes: { DD: "stock", MB: "stock", SI: "stock" },
  named: { CO: "consignment movement" },
};

/** Element 673 (QTY01 in an 846): what a quantity in stock counts. */
export const stockQuantities: CodeTable<Kind> = {
  standard: "X12",
  versions,
  element: "673",
  codes: {
    "17": "on-hand",
    "33": "available",
    "27": "committed",
    XU: "committed", // reserved
    IQ: "in-transit",
    "63": "on-order",
    "20": "blocked", // unusable
    QH: "blocked", // on hold
  },
  named: {
    "18": "previous week",
    "26": "total inventory",
    "28": "available for return",
    "32": "quantity sold",
    "29": "projected available inventory",
    "37": "work in process",
    "38": "original quantity",
    "39": "shipped quantity",
    "57": "minimum order quantity",
    "69": "incremental order quantity",
    "70": "maximum order quantity",
    "72": "minimum stock level",
    "73": "maximum stock level",
    "74": "damaged goods",
    "77": "stock transfers in",
    "78": "stock transfers out",
    BQ: "backorder quantity",
  },
};

/** Element 673 (QTY01 in an 867): which movement a quantity counts. */
export const movedQuantities: CodeTable<Kind> = {
  standard: "X12",
  versions,
  element: "673",
  codes: { "32": "sold", "76": "returned" },
  named: {
    "33": "available for sale",
    "39": "shipped quantity",
    "83": "submitted quantity sold",
    "84": "submitted quantity returned",
    "99": "quantity used",
  },
};

/** Element 859 (ZA01): what a quantity of an 852 counts. */
export const activityCodes: CodeTable<Kind> = {
  standard: "X12",
  versions,
  element: "859",
  codes: {
    QA: "available",
    QC: "committed",
    QE: "on-hand", // at the end of the period
    QI: "in-transit",
    QP: "on-order",
    HL: "blocked", // on hold
    QS: "sold",
    QU: "returned",
  },
  named: {
    DG: "quantity damaged",
    QB: "quantity at the beginning of the period",
    QO: "quantity out of stock",
    QR: "quantity received",
    QT: "adjustment of the inventory",
    QW: "quantity withdrawn from warehouse inventory",
  },
};

/** Element 305 (XQ01): what the receiver of the activity data does with them. */
export const activityHandlings: CodeTable<"report"> = {
  standard: "X12",
  versions,
  element: "305",
  codes: { H: "report" }, // notification only
};

/** Element 755 (BPT04): whose sales are reported. */
export const resaleTypes: CodeTable<"sales"> = {
  standard: "X12",
  versions,
  element: "755",
  codes: { SS: "sales" },
};

/** Element 521 (PTD01): what happened to the goods. Their quantities state whether they were sold or returned. */
export const transferTypes: CodeTable<"sale"> = {
  standard: "X12",
  versions,
  element: "521",
  codes: { SD: "sale", SS: "sale" }, // ship and debit, from stock
};

/** Element 374 (DTM01): the period of a report, and the day for which a quantity is stated. */
export const inventoryDates: CodeTable<"start" | "end" | "day" | "expiry" | "other"> = {
  standard: "X12",
  versions,
  element: "374",
  codes: {
    "090": "start", // report start
    "196": "start",
    "091": "end", // report end
    "197": "end",
    "003": "day", // invoice
    "007": "day", // effective
    "011": "day", // shipped
    "017": "day", // estimated delivery
    "018": "day", // available
    "169": "day", // product availability
    "184": "day", // inventory
    "036": "expiry",
    "094": "other", // manufacture
    "097": "other", // transaction creation
    "102": "other", // issue
  },
};
