import { departmentSuggestions, type Suggestions } from "../../kit/suggestions.ts";
import { say } from "./terms.ts";

/** The flow's own suggestions for requisitions that become exceptions. */
export const suggestions: Suggestions = {
  ...departmentSuggestions,
  UNKNOWN_SUPPLIER: say("suggest-vendor"),
  UNKNOWN_UNIT: say("suggest-unit"),
  DUPLICATE_CONTENT_DIFFERS: say("suggest-comparison"),
};
