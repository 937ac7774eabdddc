import type { CodeTable } from "../../shared/code-table.ts";
import { partyQualifiers } from "./identifiers.ts";

const versions = ["4010", "5010"];

/** Element 353 of advices (BSN01, BRA03, XQ05): whether the advice is sent for the first time, replaces another one or cancels it. */
export const advicePurposes: CodeTable<"original" | "replacement" | "cancellation"> = {
  standard: "X12",
  versions,
  element: "353",
  codes: { "00": "original", "01": "cancellation", "05": "replacement" },
  named: {
    "02": "addition",
    "03": "deletion",
    "04": "change",
    "06": "confirmation",
    "07": "duplicate",
    "12": "not processed",
    "13": "request",
    "14": "advance notification",
    "15": "sent again",
    "16": "proposed",
    "18": "reissue",
    "22": "information copy",
    "24": "draft",
    "25": "incremental",
    "49": "original, no response necessary",
    "77": "simulation exercise",
    CN: "completion notification",
    CO: "corrected",
    ZZ: "mutually defined",
  },
};

/** Element 640 (BSN06): what the advice reports. Only shipments are read. */
export const shipmentTypes: CodeTable<"shipment"> = {
  standard: "X12",
  versions,
  element: "640",
  codes: { AS: "shipment" },
};

/** Element 641 (BSN07): why the advice is sent. A code that is not in the table may change its meaning. */
export const shipmentReasons: CodeTable<"normal"> = {
  standard: "X12",
  versions,
  element: "641",
  codes: { NOR: "normal" },
};

/** Element 735 (HL03): what a level of a shipment contains. */
export const shipmentLevels: CodeTable<"shipment" | "order" | "pallet" | "carton" | "item"> = {
  standard: "X12",
  versions,
  element: "735",
  codes: { S: "shipment", O: "order", T: "pallet", P: "carton", I: "item" },
  named: {
    A: "assembly",
    B: "subassembly",
    D: "product description",
    E: "transport equipment",
    F: "component",
    K: "kit",
    Q: "subpack",
  },
};

/** What a date of a shipment or of its goods states, and how reliable it is: 3 happened, 2 is planned, 1 is estimated. */
export type ShipmentDate = {
  readonly about: "shipped" | "arrival" | "received" | "expiry" | "made" | "other";
  readonly weight: 1 | 2 | 3;
};

const dates = (about: ShipmentDate["about"], weight: ShipmentDate["weight"]): ShipmentDate => ({
  about,
  weight,
});
const other = dates("other", 1);

/** Element 374 in shipments, receipts and their lines (DTM01, G6201, DTP01). "other" is a known date that no document contains. */
export const shipmentDates: CodeTable<ShipmentDate> = {
  standard: "X12",
  versions,
  element: "374",
  codes: {
    "011": dates("shipped", 3),
    "370": dates("shipped", 3), // actual departure
    "068": dates("shipped", 2),
    "079": dates("shipped", 2), // promised for shipment
    "369": dates("shipped", 1), // estimated departure
    "035": dates("arrival", 3), // delivered
    "372": dates("arrival", 3),
    "067": dates("arrival", 2),
    "069": dates("arrival", 2), // promised for delivery
    "017": dates("arrival", 1),
    "371": dates("arrival", 1),
    "050": dates("received", 3),
    "036": dates("expiry", 3),
    "094": dates("made", 3),
    // Dates of the order, limits that the buyer set, and dates of other documents.
    "001": other,
    "002": other, // delivery requested
    "003": other, // invoice
    "004": other, // purchase order
    "007": other,
    "009": other,
    "010": other, // requested ship
    "037": other,
    "038": other,
    "063": other,
    "064": other,
    "097": other, // transaction creation
    "102": other,
    "118": other, // requested pick-up
    "171": other,
    "196": other,
    "197": other,
  },
  named: {
    "086": "scheduled for shipment, week of",
    "167": "most recent revision",
    "208": "lot number expiration",
    "405": "production",
    "511": "shelf life expiration",
  },
};

/** Element 668 (SN108): what becomes of the part of the order line that is not in the shipment. */
export const shippedLineStatuses: CodeTable<"complete" | "backordered" | "cancelled"> = {
  standard: "X12",
  versions,
  element: "668",
  codes: {
    AC: "complete", // accepted and shipped
    AR: "complete", // accepted and released for shipment
    IA: "complete",
    BP: "backordered", // partial shipment, balance backordered
    IB: "backordered",
    ID: "cancelled",
    IR: "cancelled",
  },
  named: {
    AA: "accepted, order forwarded to an alternate supplier",
    DR: "accepted, date rescheduled",
    IC: "accepted, changes made",
    IH: "on hold",
    IP: "accepted, price changed",
    IQ: "accepted, quantity changed",
    IS: "accepted, substitution made",
    IW: "on hold, waiver required",
  },
};

/**
 * Element 88 (MAN01): what a number on a package is. "other" is a number of the shipper that no document contains, because the
 * package is identified by its SSCC or tracking number.
 */
export const markQualifiers: CodeTable<"sscc" | "tracking" | "other"> = {
  standard: "X12",
  versions,
  element: "88",
  codes: {
    AA: "sscc",
    GM: "sscc", // with the application identifier 00
    CP: "tracking", // assigned by the carrier
    CA: "other", // case number of the shipper
    L: "other", // of the line item
    R: "other", // of the originator
    S: "other", // of the entire shipment
    SM: "other", // assigned by the shipper
    UC: "other", // U.P.C. shipping container code, which is the same on all cases of an item
    UP: "other", // U.P.C. of the item
    W: "other", // pallet number
  },
  named: { ZZ: "mutually defined" },
};

/** Element 66 of carriers (TD502): as for other parties, and the Standard Carrier Alpha Code. */
export const carrierQualifiers: CodeTable<string> = {
  ...partyQualifiers,
  codes: { ...partyQualifiers.codes, "2": "scac" },
};

/** Element 1250 (DTP02): the format of the date in DTP03. */
export const dayFormats: CodeTable<"day"> = {
  standard: "X12",
  versions,
  element: "1250",
  codes: { D8: "day" },
  named: { RD8: "range of days" },
};
