import { terms } from "../../../terms/term.ts";

export const say = terms("stock-consumption", {
  used: "Used from {location}: {goods}.",
  returned: "Returned to {location}: {goods}.",
  portion: "{quantity} × {item}",
  "portion-of-lot": "{quantity} × {item} (lot {lot})",

  "cost-centre-ambiguous": "Several analytic accounts in Odoo match the cost centre {costCentre}.",
  "cost-centre-without-account": "The cost centre {costCentre} has no analytic account.",
  "department-without-account":
    "The message names no cost centre, and the department {department} has no analytic account of its own.",

  "lot-not-named": "Line {line} ({item}): the message does not name the lot.",
  "returned-lot-not-named": "Line {line} ({item}): the message does not name the lot that was returned.",
  "lot-unknown": "Line {line} ({item}): the lot {lot} is not in Odoo.",
  "lot-expired-before-use": "Line {line} ({item}): the lot {lot} expired on {expiry} and was used on {day}.",
  "lot-expired-before-return":
    "Line {line} ({item}): the lot {lot} expired on {expiry} and was returned on {day}.",
  "only-expired-left":
    "Line {line} ({item}): {used} were used, but of the {stocked} in {location} only {fresh} had not expired on {day}.",
  "not-enough": "Line {line} ({item}): {used} were used, but {location} has only {stocked}.",
  "not-enough-of-lot":
    "Line {line} ({item}): {used} of lot {lot} were used, but {location} has only {stocked}.",
  "lots-chosen":
    "Line {line} ({item}): the message does not name the lot. Taken from the lots that expire first: {lots}.",
  "chosen-lot": "{quantity} of lot {lot}",
  "chosen-lot-with-expiry": "{quantity} of lot {lot} (expires {expiry})",

  "suggest-cost-centre":
    "Add the cost centre's code to the crosswalk (scheme cost-centre) with its analytic account. Then try again.",
  "suggest-unit":
    "Add the unit to the crosswalk (scheme unit), or enter it as a packaging of the product. Then try again. A wrong factor makes the stock wrong.",
  "suggest-lot":
    "Ask the department which lot it was. If the lot is not in Odoo yet, receive it there. Then try again.",
  "suggest-expired":
    "Quarantine the lot and tell the department. If the expiry date in Odoo is wrong, correct it and try again.",
  "suggest-count":
    "Count the department's stock and enter the missing transfer, receipt or adjustment. Then try again. Nothing was taken from stock.",
});
