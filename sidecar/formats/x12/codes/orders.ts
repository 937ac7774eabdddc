import type { CodeTable } from "../../shared/code-table.ts";

/**
 * The codes that can be configured for our outgoing 850s, each with its label in the form. None of them changes the meaning of
 * the order, which is that the goods must be delivered by the requested date. Other codes would, for example those for a blanket
 * order or for "cancel after".
 */

/** BEG02: the types of order that can be configured. Each label begins with its code. */
export const orderTypes = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "92",
  codes: {
    NE: "NE · New order",
    SA: "SA · Stand-alone order",
    RO: "RO · Rush order",
    EO: "EO · Emergency order",
    DS: "DS · Drop ship",
    DR: "DR · Direct ship",
    OS: "OS · Special order",
    SS: "SS · Supply or service order",
    CN: "CN · Consigned order",
  },
  named: {
    BE: "blanket order, quantity estimated",
    BK: "blanket order, quantity firm",
    CF: "confirmation",
    CP: "change to a purchase order",
    IN: "information copy",
    RL: "release against a blanket order",
    SP: "sample order",
    ST: "standing order",
  },
} as const satisfies CodeTable<string>;

/**
 * DTM01: the qualifiers of the requested date that can be configured. Some partners expect a date of shipment (010) instead of a
 * date of delivery.
 */
export const requestedDates = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "374",
  codes: {
    "002": "002 · Delivery requested",
    "010": "010 · Requested ship",
    "063": "063 · Do not deliver after",
    "074": "074 · Requested for delivery, prior to and including",
    "106": "106 · Required by",
  },
  named: {
    "001": "cancel after",
    "037": "ship not before",
    "038": "ship no later",
    "067": "scheduled delivery",
  },
} as const satisfies CodeTable<string>;

/** PO105 (element 639): the price bases that can be configured, with their labels. The price is converted to the basis. */
export const priceBasesOfOrders = [
  ["PE", "PE · Price per each"],
  ["TE", "TE · Contract price per each"],
  ["CT", "CT · Contract"],
  ["HP", "HP · Price per hundred"],
  ["TC", "TC · Contract price per hundred"],
  ["TP", "TP · Price per thousand"],
  ["TM", "TM · Contract price per thousand"],
] as const;
