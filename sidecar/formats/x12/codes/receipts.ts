import type { ReceiptAdvice } from "../../../documents/receipt-advice.ts";
import type { CodeTable } from "../../shared/code-table.ts";

const versions = ["4010", "5010"];

/** What a condition says about the goods: a deviation, or none. */
export type Condition = NonNullable<ReceiptAdvice["lines"][number]["deviations"]>[number]["kind"] | "good";

/** Element 962 (BRA04): what the advice reports. */
export const receiptTypes: CodeTable<"receipt"> = {
  standard: "X12",
  versions,
  element: "962",
  codes: { "1": "receipt", "2": "receipt" }, // at the dock, after the inspection
};

/** Element 412 (RCD08 and others, W1303): the condition of the goods. */
export const receivingConditions: CodeTable<Condition> = {
  standard: "X12",
  versions,
  element: "412",
  codes: {
    "01": "damaged", // product or container
    "02": "short",
    "03": "over",
    "07": "good",
    "08": "rejected",
  },
  named: {
    "04": "quality problem",
    "05": "incorrect product",
    "06": "non-standard container",
    "09": "hold",
    "10": "material scrapped",
    "11": "adjust the cumulative quantity of the supplier",
    "12": "quantity over, returned to the supplier",
    "13": "received without a matching ship notice, not processed",
    "14": "received without a matching ship notice, processed",
    "16": "not received, ship notice required",
  },
};

/** Element 412 (BRA06): the condition of all goods of a receipt. Other conditions are those of a line. */
export const overallConditions: CodeTable<"good"> = {
  ...receivingConditions,
  codes: { "07": "good" },
  named: {
    "01": "damaged product or container",
    "02": "quantity short",
    "03": "quantity over",
    "08": "rejected",
  },
};

/** Element 306 (BRA07): what the receiver asks for. No action is supported. */
export const receiptActions: CodeTable<never> = {
  standard: "X12",
  versions,
  element: "306",
  codes: {},
};
