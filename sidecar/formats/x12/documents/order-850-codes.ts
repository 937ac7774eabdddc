import type { CodeTable } from "../../shared/code-table.ts";

/**
 * Codes that an 850 of ours may carry where a partner's options choose one. Each keeps the meaning of what we send: an
 * order to be delivered, and the day it is wanted. Another would turn it, a blanket order or "cancel after" among them.
 */

/** BEG02. */
export const orderTypes: CodeTable<true> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "92",
  name: "an order type",
  codes: { NE: true, SA: true, RO: true, EO: true, DS: true, DR: true, OS: true, SS: true, CN: true },
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
};

/** DTM01 of the day the goods are wanted. Some partners take it as the day of shipment (010), which is theirs to agree on. */
export const requestedDates: CodeTable<true> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "374",
  name: "a qualifier of the day that is wanted",
  codes: { "002": true, "010": true, "063": true, "074": true, "106": true },
  named: {
    "001": "cancel after",
    "037": "ship not before",
    "038": "ship no later",
    "067": "scheduled delivery",
  },
};
