import type { X12Ta1 } from "../../../codecs/x12/types.ts";
import type { Acknowledgement } from "../../../documents/acknowledgement.ts";
import { type Problem, problemOf } from "../../mapping.ts";
import { type CodeTable, readCode, type UnknownCode } from "../../shared/code-table.ts";
import { say } from "../terms.ts";

/** TA104: the status of an acknowledged interchange. */
const answers: CodeTable<"accepted" | "accepted-with-errors" | "rejected"> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "I17",
  codes: { A: "accepted", E: "accepted-with-errors", R: "rejected" },
};

/** TA105: the note code, which states the error. It never changes the meaning of TA104. */
const notes: CodeTable<string> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "I18",
  codes: {
    "000": "no error",
    "001": "the control numbers of header and trailer differ",
    "002": "control standard not supported",
    "003": "version of the controls not supported",
    "004": "segment terminator invalid",
    "005": "qualifier of the sender invalid",
    "006": "sender invalid",
    "007": "qualifier of the receiver invalid",
    "008": "receiver invalid",
    "009": "receiver unknown",
    "010": "qualifier of the authorization invalid",
    "011": "authorization invalid",
    "012": "qualifier of the security information invalid",
    "013": "security information invalid",
    "014": "date invalid",
    "015": "time invalid",
    "016": "standards identifier invalid",
    "017": "version invalid",
    "018": "control number invalid",
    "019": "acknowledgment request invalid",
    "020": "usage indicator invalid",
    "021": "number of groups invalid",
    "022": "control structure invalid",
    "023": "ended too early",
    "024": "content invalid",
    "025": "control number used before",
    "026": "element separator invalid",
    "027": "component separator invalid",
    "028": "delivery date invalid",
    "029": "delivery time invalid",
    "030": "code of the delivery time invalid",
    "031": "grade of service invalid",
  },
};

/**
 * Converts a partner's TA1 to an acknowledgement of the interchange with the control number in TA101 (X12.5 TA1). An unknown code
 * results in a problem, unless it is the note code of a rejection, which a person reviews in any case.
 */
export function interchangeAnswer(
  ta1: X12Ta1,
  carriedBy: string,
): { readonly document: Acknowledgement } | { readonly problem: Problem } {
  const answer = readCode(answers, ta1.code);
  if ("unknown" in answer) return { problem: unknownCode("TA104", answer.unknown) };
  const note = readCode(notes, ta1.note);
  if ("unknown" in note && answer.meaning !== "rejected")
    return { problem: unknownCode("TA105", note.unknown) };
  const said = "unknown" in note ? shown(note.unknown) : `${ta1.note} (${note.meaning})`;
  return {
    document: {
      type: "Acknowledgement",
      id: `TA1 ${carriedBy}`,
      reference: { interchangeControl: ta1.control.replace(/^0+(?=.)/, "") },
      status: answer.meaning,
      errors: ta1.note === "000" ? [] : [`TA105 ${said}`],
    },
  };
}

/** Returns the problem for an unknown code of a TA1, whose meaning must not be guessed. */
function unknownCode(element: string, unknown: UnknownCode): Problem {
  return problemOf("UNSUPPORTED_DOCUMENT", element, say("answer-not-supported", { element, ...unknown }));
}

/** Returns the text for an unknown code. A value that does not have the form of a code is not quoted. */
function shown({ code, list }: UnknownCode): string {
  return typeof code === "string" ? `${code} (not in ${list})` : `(not in ${list})`;
}
