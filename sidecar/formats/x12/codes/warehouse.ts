import type { CodeTable } from "../../shared/code-table.ts";
import type { ShipmentDate } from "./shipments.ts";

const versions = ["4010", "5010"];

/** Element 514 (W0601, W1701): what the document of a warehouse reports. Only complete reports of a movement are read. */
export const warehouseReports: CodeTable<"complete"> = {
  standard: "X12",
  versions,
  element: "514",
  codes: { F: "complete", J: "complete" }, // full detail, original transaction
  named: {
    A: "inventory adjustment",
    B: "book transfer of inventory",
    C: "customer return",
    K: "simulation exercise",
    N: "no exceptions",
    O: "physical inventory overage",
    P: "production receipt",
    R: "replacement and charge",
    S: "physical inventory shortage",
    X: "exceptions only",
  },
};

/** Element 368 (W1201): what becomes of the part of the order line that was not shipped. */
export const warehouseLineStatuses: CodeTable<"complete" | "backordered" | "cancelled"> = {
  standard: "X12",
  versions,
  element: "368",
  codes: {
    CC: "complete",
    CL: "complete",
    CM: "complete", // with additional quantity
    BM: "backordered", // out of stock at the manufacturer
    BO: "backordered",
    BP: "backordered", // partial shipment
    CP: "cancelled", // partial shipment, considered no back order
    CU: "cancelled",
    IC: "cancelled",
  },
  named: {
    BK: "back ordered from previous order",
    CB: "components missing",
    CE: "extra items to meet a price break",
    CS: "complete with substitution",
    DE: "deleted order",
    DI: "discontinued",
    DS: "out of stock",
    IS: "substitution from original order",
    PH: "product on hold",
    PR: "partial shipment",
    SS: "split shipment",
  },
};

/** Element 432 (G6201): what a date of a warehouse document states. */
export const warehouseDates: CodeTable<ShipmentDate["about"]> = {
  standard: "X12",
  versions,
  element: "432",
  codes: {
    "11": "shipped",
    "17": "arrival", // estimated delivery
    "02": "other", // delivery requested
    "04": "other", // purchase order
    "10": "other", // requested shipment
  },
};
