import type { CodeTable } from "../../shared/code-table.ts";
import { comes, type LineStatus, whole } from "./answers.ts";

/** The values of a line that a change of an order can concern. */
export type Aspect = "quantity" | "price" | "date";

const list = { standard: "X12", versions: ["4010", "5010"], element: "670" } as const;

/** Element 670 (POC02) in our 860s: what we do to a line, in the words of the standard. */
export const lineChanges = {
  ...list,
  codes: {
    AI: "AI · Add additional items",
    CA: "CA · Changes to line items",
    CT: "CT · Change of dates",
    DI: "DI · Delete items",
    MU: "MU · Multiple: price, quantity and reschedule change",
    NC: "NC · Concurrent item, no change",
    PC: "PC · Price change",
    PQ: "PQ · Unit price and quantity change",
    PR: "PR · Unit price and reschedule change",
    QD: "QD · Quantity decrease",
    QI: "QI · Quantity increase",
    RE: "RE · Replacement item",
    RQ: "RQ · Reschedule and quantity change",
    RS: "RS · Reschedule",
    RZ: "RZ · Replace all values",
  },
} as const satisfies CodeTable<string>;
export type LineChangeCode = keyof typeof lineChanges.codes;

/** The codes for lines of which several values change, by those values in alphabetical order. */
export const combinedChanges: Readonly<Record<string, LineChangeCode>> = {
  "date price": "PR",
  "date quantity": "RQ",
  "date price quantity": "MU",
  "price quantity": "PQ",
};

/**
 * Element 353 in BCA01: who started the change. "either" is used for both: it responds to our change if the 865 states the number
 * of one (BCA05). "cancellation" concerns the whole order.
 */
export const changeAnswerPurposes: CodeTable<"answer" | "own" | "either" | "cancellation"> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "353",
  codes: {
    "00": "answer", // original
    "01": "cancellation",
    "04": "either", // change
    "05": "either", // replace
    "06": "answer", // confirmation
    "11": "answer", // response
    "13": "own", // request
    "19": "own", // change by the seller
  },
  named: {
    "02": "addition",
    "03": "deletion",
    "07": "duplicate",
    "08": "status",
    "12": "not processed",
    "16": "proposed",
    "17": "cancelled, to be reissued",
    "18": "reissue",
    "21": "on hold",
    "22": "information copy",
    "24": "draft",
    "44": "rejection",
    ZZ: "mutually defined",
  },
};

/**
 * Element 670 (POC02) in an 865: what the seller says about a line that has no ACK. With an ACK, POC02 only repeats what kind of
 * change the ACK responds to.
 */
export const lineResponses: CodeTable<LineStatus> = {
  ...list,
  codes: {
    AI: comes("accepted"), // added, with the values of the line
    CA: comes("changed"),
    CT: whole("date-changed"),
    DI: whole("rejected"), // deleted
    MU: comes("changed"),
    NC: comes("accepted"),
    PC: whole("price-changed"),
    PQ: comes("changed"),
    PR: comes("changed"),
    QD: comes("quantity-changed"),
    QI: comes("quantity-changed"),
    RB: whole("date-changed"), // replaces all dates
    RC: whole("rejected"), // our change is rejected
    RE: whole("substituted"),
    RM: whole("substituted"), // with modifications
    RQ: comes("changed"),
    RS: whole("date-changed"),
    RZ: comes("changed"), // replaces all values
  },
  named: {
    AA: "packing configuration",
    CB: "change of date terms",
    CC: "changes to terms",
    CE: "changes to item-level allowances or charges",
    CF: "cancel previously transmitted purchase order",
    CG: "changes to total-level allowances or charges",
    CH: "change to original confirmation of original announcement",
    CI: "change to confirmation of revised announcement",
    OA: "original confirmation of revised announcement",
    OC: "original confirmation of original announcement",
    RA: "replace mode of shipment",
    TI: "transfer item",
  },
};
