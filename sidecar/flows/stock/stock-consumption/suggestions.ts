import { type ReasonCode, reasons } from "../../../documents/reason-codes.ts";

/** What to do about a movement of stock: the catalogue's suggestions are about orders and suppliers. */
const suggestions: Partial<Record<ReasonCode, string>> = {
  UNKNOWN_ITEM:
    "Enter the sender's item number in the crosswalk (scheme item), or as the product's internal reference or barcode; then try again.",
  UNKNOWN_LOCATION:
    "Enter the department's code in the crosswalk (scheme department) with its stock location, or as that location's barcode; then try again.",
  UNKNOWN_ACCOUNT:
    "Enter the cost centre's code in the crosswalk (scheme cost-centre) with its analytic account; then try again.",
  UNKNOWN_UNIT:
    "Enter the unit in the crosswalk (scheme unit) or as a packaging of the product; then try again. A wrong factor falsifies stock.",
  AMBIGUOUS_MATCH: "Make the identifiers unique, or enter the right one in the crosswalk; then try again.",
  LOT_MISSING:
    "Ask the department which lot it was. If the lot is new to Odoo, receive it there; then try again.",
  EXPIRED:
    "Quarantine the lot and tell the department. If the expiry date in Odoo is wrong, correct it; then try again.",
  QUANTITY_SHORT:
    "Count the department's stock; enter a transfer or receipt that is missing, or an adjustment; then try again. Nothing was taken.",
};

/** Gives what a person is to do about a reason why a movement cannot be carried out. */
export function suggestionFor(code: ReasonCode): string {
  return suggestions[code] ?? reasons[code].suggestion;
}
