import { terms } from "../../terms/term.ts";

/** Texts of findings, plans and suggestions that several flows share. */
export const say = terms("flows", {
  accepted: "{finding} This was accepted.",
  "accepted-by": "{finding} Accepted by {person}.",
  "kept-ours": "{finding} Our value was kept.",
  "decided-by": "{decision} Decided by {person}.",
  together: "{first} {then}",
  "suggestion-for-line": "Line {line}: {suggestion}",
  "suggestion-for-lines": "Lines {lines}: {suggestion}",

  "too-many-decimals": "{what}: {amount} has more decimal places than the currency allows ({decimals}).",
  "amount-of-line": "Line {line}",
  "tax-of-line": "Tax on line {line}",
  "amount-of-charge": "Charge {charge}",
  tax: "Tax",
  total: "Total",

  "line-does-not-add-up": "Line {line} adds up to {ours}, but the invoice states {theirs}.",
  "total-does-not-add-up": "The amounts of the invoice add up to {ours}, but its total is {theirs}.",

  "draft-invoice": "a draft invoice",

  "item-number-seller": "vendor item number {number}",
  "item-number-buyer": "our item number {number}",
  "item-number-maker": "manufacturer part number {number}",
  "item-number-gtin": "GTIN {number}",
  "item-number-ndc": "NDC {number}",
  "item-number-hibc": "HIBC {number}",
  "item-number-other": "{scheme} {number}",

  "item-unknown": "Line {line} refers to an item that is not in Odoo ({item}).",
  "item-ambiguous": "Line {line} refers to an item that matches several products in Odoo ({item}).",
  "item-is-service": "Line {line} refers to {item}, which is a service and is not kept in stock.",
  "item-not-named": "Line {line} does not specify an item.",
  "unit-not-convertible": "Line {line} ({item}): the unit {theirs} cannot be converted to {ours}.",
  "price-unit-doubtful":
    "Line {line} ({item}): the vendor's price is {theirs} per {unit}, which would be {converted} per {ordered} instead of {ours}. Which unit does the vendor mean?",
  "quantity-unit-doubtful":
    "Line {line} ({item}): the vendor states {theirs}, which would be {converted} of the {ours} ordered. Which unit does the vendor mean?",
  "unit-is-not-the-packs":
    "Line {line} ({item}): the barcode is for {ours}, but the quantity is in {theirs}.",
  "department-unknown": "No stock location in Odoo matches the department {department}.",
  "department-ambiguous": "Several stock locations in Odoo match the department {department}.",

  "suggest-item":
    "Map the sender's item number to the product in the crosswalk, or enter it as the product's internal reference or barcode. Then retry.",
  "suggest-department":
    "Map the department's code to its stock location in the crosswalk, or enter it as that location's barcode. Then retry.",
  "suggest-match": "Make the identifiers unique, or add the right one to the crosswalk. Then retry.",
});
