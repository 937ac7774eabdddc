import type { OrderResponse, OrderResponsePart } from "../../../documents/order-response.ts";
import type { CodeTable } from "../../shared/code-table.ts";

/** Element 353 in BAK01: the purposes with which an 855 is a regular response to an order. */
export const answerPurposes: CodeTable<"answer"> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "353",
  codes: {
    "00": "answer", // original
    "04": "answer", // change
    "05": "answer", // replace
    "06": "answer", // confirmation
    "11": "answer", // response
  },
  named: {
    "01": "cancellation",
    "02": "addition",
    "03": "deletion",
    "07": "duplicate",
    "08": "status",
    "12": "not processed",
    "13": "request",
    "16": "proposed",
    "17": "cancelled, to be reissued",
    "19": "change by the seller",
    "21": "on hold",
    "22": "information copy",
    "24": "draft",
    "44": "rejection",
    ZZ: "mutually defined",
  },
};

/**
 * The response to the order as a whole. With `onlyExceptions`, order lines that the 855 does not contain are accepted as ordered.
 */
export type OrderAnswer = Pick<OrderResponse, "response" | "onlyExceptions">;

const rejected: OrderAnswer = { response: "rejected" };

/** Element 587 in BAK02: the response to the order as a whole. With AC, AD and AE, each line has its own response. */
export const acknowledgementTypes: CodeTable<OrderAnswer> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "587",
  codes: {
    AC: { response: "detail" },
    AD: { response: "detail" },
    AE: { response: "detail", onlyExceptions: true },
    AK: { response: "accepted" },
    AT: { response: "accepted" },
    RD: rejected,
    RF: rejected,
    RJ: rejected,
    RN: rejected, // not as agreed
    RO: rejected, // with a counter-offer
    RV: rejected, // violates industry practice
  },
  named: {
    AH: "acknowledged, on hold",
    AP: "acknowledged, product replenishment",
    NA: "no acknowledgement needed",
    ZZ: "mutually defined",
  },
};

/**
 * The meaning of a line status.
 * - `zero`: what a quantity of 0 means. If the status says that goods will be delivered, 0 means that none will. With any other
 * status, 0 means that no quantity is stated, so that the status applies to the whole line: "IB 0" means that the whole line is
 * backordered.
 * - `undated`: the seller has not decided on a date yet.
 * - `onHold`: accompanying dates are not promises.
 * - `pricePending`: an accompanying price does not apply.
 */
export type LineStatus = {
  readonly status: OrderResponsePart["status"];
  readonly zero: "nothing" | "the whole line";
  readonly undated?: true;
  readonly onHold?: true;
  readonly pricePending?: true;
};

export const comes = (status: LineStatus["status"]): LineStatus => ({ status, zero: "nothing" });
export const whole = (status: LineStatus["status"]): LineStatus => ({ status, zero: "the whole line" });
const held: LineStatus = { ...whole("backordered"), onHold: true };

/** Element 668 (ACK01), the status of an order line or a part of it. */
export const lineStatuses: CodeTable<LineStatus> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "668",
  codes: {
    AA: comes("accepted"), // forwarded to another location of the supplier
    AC: comes("accepted"), // and shipped
    AR: comes("accepted"), // and released for shipment
    BP: comes("partial"), // the balance is backordered
    DR: whole("date-changed"),
    IA: comes("accepted"),
    IB: whole("backordered"),
    IC: comes("changed"),
    ID: whole("rejected"), // deleted
    // "Price pending" is a price change without a price, so a person must review it.
    IE: { ...whole("price-changed"), pricePending: true },
    // Items on hold are backordered without a promised date.
    IF: held, // incomplete description
    IH: held,
    IP: whole("price-changed"),
    IQ: comes("quantity-changed"),
    IR: whole("rejected"),
    IS: whole("substituted"),
    IW: held, // waiver required
    R1: whole("rejected"), // not a contract item
    R2: whole("rejected"), // invalid item number
    R3: whole("rejected"), // invalid unit of issue
    R4: whole("rejected"), // contract item not available
    R5: whole("rejected"), // reorder as a just-in-time order
    R6: whole("rejected"), // reorder as an extended delivery order
    R7: whole("rejected"), // reorder as a drop shipment
    R8: whole("rejected"), // reorder as a surge order
    SP: { ...comes("accepted"), undated: true }, // schedule date pending
  },
  named: { ZZ: "mutually defined" },
};
