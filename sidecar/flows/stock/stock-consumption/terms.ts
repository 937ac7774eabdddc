import { terms } from "../../../terms/term.ts";

export const say = terms("stock-consumption", {
  used: "Used from {location}: {goods}.",
  returned: "Returned to {location}: {goods}.",
  portion: "{quantity} × {item}",
  "portion-of-lot": "{quantity} × {item} (lot {lot})",

  "cost-centre-ambiguous": "Several analytic accounts in Odoo match the cost centre {costCentre}.",
  "cost-centre-without-account": "The cost centre {costCentre} has no analytic account in Odoo.",
  "department-without-account":
    "The message does not specify a cost centre, and the department {department} has no analytic account of its own.",

  "lot-not-named": "Line {line} ({item}): the message does not specify the lot.",
  "returned-lot-not-named": "Line {line} ({item}): the message does not specify the lot that was returned.",
  "lot-unknown": "Line {line} ({item}): the lot {lot} is not in Odoo.",
  "lot-expired-before-use": "Line {line} ({item}): the lot {lot} expired on {expiry} and was used on {day}.",
  "lot-expired-before-return":
    "Line {line} ({item}): the lot {lot} expired on {expiry} and was returned on {day}.",
  "only-expired-left":
    "Line {line} ({item}): {used} were used, but only {fresh} of the {stocked} in {location} had not expired on {day}.",
  "not-enough": "Line {line} ({item}): {used} were used, but {location} has only {stocked}.",
  "not-enough-of-lot":
    "Line {line} ({item}): {used} of lot {lot} were used, but {location} has only {stocked}.",
  "lots-chosen":
    "Line {line} ({item}): the message does not specify the lot. The lots that expire first were used: {lots}.",
  "chosen-lot": "{quantity} of lot {lot}",
  "chosen-lot-with-expiry": "{quantity} of lot {lot} (expires {expiry})",

  "suggest-cost-centre": "Map the cost centre's code to its analytic account in the crosswalk. Then retry.",
  "suggest-unit":
    "Map the unit in the crosswalk, or enter it as a packaging of the product. Then retry. A wrong conversion factor results in wrong stock quantities.",
  "suggest-lot":
    "Ask the department for the lot number. If the lot is not in Odoo yet, enter its receipt. Then retry.",
  "suggest-expired":
    "Quarantine the lot and inform the department. If the expiry date in Odoo is wrong, correct it and retry.",
  "suggest-count":
    "Count the department's stock and enter the missing transfer, receipt or adjustment. Then retry. Nothing was taken from stock.",
});
