import { interchangeStatus } from "../../../codecs/x12/acknowledge.ts";
import { tooManyTransactionSets } from "../../../codecs/x12/envelope-parts.ts";
import type { X12InterchangeOutline } from "../../../codecs/x12/types.ts";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import { type Problem, problemOf } from "../../mapping.ts";
import { type CodeTable, readCode } from "../../shared/code-table.ts";
import { say } from "../terms.ts";
import { problemFrom } from "./issue-problem.ts";

/** Note codes (TA105, element I18) that the codec cannot determine. */
const DUPLICATE_INTERCHANGE = "025";
const WRONG_ENVIRONMENT = "020";

/** The usage indicators (ISA15) that are supported. The codec already reports values that are not in the list of the standard. */
const usageIndicators: CodeTable<ConnectionProfile["environment"]> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "I14",
  codes: { P: "production", T: "test" },
  named: { I: "information" },
};

export type Refusal = { readonly note: string; readonly problem: Problem };

/** The refusal of an interchange whose control number was used before with different content. */
export const duplicateRefusal: Refusal = {
  note: DUPLICATE_INTERCHANGE,
  problem: problemOf("DUPLICATE_CONTENT_DIFFERS", "ISA13", say("control-number-reused")),
};

/** The limits from the format options of the connection. */
export type InterchangeLimits = { readonly mostTransactionSets: number };

/** Returns the reason for refusing an interchange, with the TA105 note for its sender, or null if it is accepted. */
export function refusalOf(
  interchange: X12InterchangeOutline,
  connection: ConnectionProfile,
  limits: InterchangeLimits,
): Refusal | null {
  const overflow = overflowOf(interchange, limits);
  if (overflow) return overflow;
  const usage = readCode(usageIndicators, interchange.usage);
  if ("unknown" in usage) {
    const text = say("usage-not-supported", usage.unknown);
    return { note: WRONG_ENVIRONMENT, problem: problemOf("WRONG_ENVIRONMENT", "ISA15", text) };
  }
  const verdict = interchangeStatus(interchange, { environment: connection.environment });
  if (verdict?.code !== "R") return strangerOf(interchange, connection);
  if (verdict.note !== WRONG_ENVIRONMENT)
    return { note: verdict.note, problem: problemFrom("ENVELOPE_INVALID", interchange.issues) };
  if (interchange.issues.length > 0)
    return { note: WRONG_ENVIRONMENT, problem: problemFrom("WRONG_ENVIRONMENT", interchange.issues) };
  const where = connection.environment === "production" ? "test-on-production" : "production-on-test";
  const text = say(where, { usage: interchange.usage });
  return { note: WRONG_ENVIRONMENT, problem: problemOf("WRONG_ENVIRONMENT", "ISA15", text) };
}

/**
 * Returns the refusal of an interchange that exceeds a limit, or null. It applies even to an interchange with nothing but TA1s,
 * for which `interchangeStatus` returns null.
 */
function overflowOf(
  { issues, groups, received, start }: X12InterchangeOutline,
  { mostTransactionSets: most }: InterchangeLimits,
): Refusal | null {
  const all = groups.length + received > most ? [...issues, tooManyTransactionSets(most, start)] : issues;
  const overflow = all.find(({ code }) => code.startsWith("too-many"));
  return overflow ? { note: overflow.ack, problem: problemFrom("ENVELOPE_INVALID", all) } : null;
}

/**
 * Returns the refusal of an envelope whose sender (note 006) or receiver (note 008) is not an identifier of the connection, or
 * null.
 */
function strangerOf(interchange: X12InterchangeOutline, connection: ConnectionProfile): Refusal | null {
  const knows = (owner: "us" | "partner", { qualifier, id }: { qualifier: string; id: string }) =>
    connection.identifiers.some((one) => one.owner === owner && one.scheme === qualifier && one.id === id);
  if (!knows("partner", interchange.sender))
    return {
      note: "006",
      problem: problemOf("UNKNOWN_PARTNER", "ISA06", say("sender-unknown")),
    };
  if (!knows("us", interchange.receiver))
    return {
      note: "008",
      problem: problemOf("UNKNOWN_PARTNER", "ISA08", say("receiver-unknown")),
    };
  return null;
}
