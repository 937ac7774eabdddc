import { departmentSuggestions, type Suggestions } from "../../kit/suggestions.ts";
import { say } from "./terms.ts";

/** The flow's own suggestions for movements that become exceptions. */
export const suggestions: Suggestions = {
  ...departmentSuggestions,
  UNKNOWN_ACCOUNT: say("suggest-cost-centre"),
  UNKNOWN_UNIT: say("suggest-unit"),
  LOT_MISSING: say("suggest-lot"),
  EXPIRED: say("suggest-expired"),
  QUANTITY_SHORT: say("suggest-count"),
};
