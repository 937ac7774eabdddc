import { isLimit } from "../../codecs/json.ts";
import type { Term } from "../../terms/term.ts";
import { type Problem, problemOf } from "../mapping.ts";

/** Returns the problem for a body in JSON that contains no event, or exceeds a limit. */
export const unreadableEvent = (fault: Term): Problem =>
  problemOf(isLimit(fault) ? "LIMIT_EXCEEDED" : "UNREADABLE", "event", fault);
