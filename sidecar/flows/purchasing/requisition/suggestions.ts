import { type ReasonCode, reasons } from "../../../documents/reason-codes.ts";

/** What to do about a requisition: the catalogue's suggestions are about orders and their suppliers. */
const suggestions: Partial<Record<ReasonCode, string>> = {
  UNKNOWN_ITEM:
    "Enter the sender's item number in the crosswalk (scheme item), or as the product's internal reference or barcode; then try again.",
  UNKNOWN_LOCATION:
    "Enter the department's code in the crosswalk (scheme department) with its stock location, or as that location's barcode; then try again.",
  UNKNOWN_SUPPLIER:
    "Enter a vendor with its price on the product (tab Purchase), or the supplier's code in the crosswalk (scheme supplier); then try again.",
  UNKNOWN_UNIT:
    "Enter the unit in the crosswalk (scheme unit) or as a packaging of the product; then try again. A wrong factor multiplies orders.",
  AMBIGUOUS_MATCH: "Make the identifiers unique, or enter the right one in the crosswalk; then try again.",
  DUPLICATE_CONTENT_DIFFERS:
    "Compare it with the order. If this one is right, ask the department to send it under a new number, and dismiss this.",
};

/** Gives what a person is to do about a reason why a requisition becomes no order. */
export function suggestionFor(code: ReasonCode): string {
  return suggestions[code] ?? reasons[code].suggestion;
}
