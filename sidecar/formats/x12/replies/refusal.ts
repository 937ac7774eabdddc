import { interchangeStatus } from "../../../codecs/x12/acknowledge.ts";
import { tooManyTransactionSets } from "../../../codecs/x12/envelope-parts.ts";
import type { X12InterchangeOutline } from "../../../codecs/x12/types.ts";
import type { ConnectionProfile } from "../../../documents/connection-profile.ts";
import type { Term } from "../../../terms/term.ts";
import { type Problem, problemOf } from "../../mapping.ts";
import { type CodeTable, readCode } from "../../shared/code-table.ts";
import { say } from "../terms.ts";
import { problemFrom } from "./issue-problem.ts";

/** Note codes (TA105, element I18) that the codec cannot determine. */
const DUPLICATE_INTERCHANGE = "025";
const WRONG_ENVIRONMENT = "020";
const UNKNOWN_SENDER = "006";
const UNKNOWN_RECEIVER = "008";

/** The notes that refuse an interchange because of its identifiers, which the connection may still get. */
export const STRANGERS: ReadonlySet<string> = new Set([UNKNOWN_SENDER, UNKNOWN_RECEIVER]);

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

/** The limits that apply to an interchange. */
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
  return overflow ? { note: overflow.ack, problem: problemFrom("LIMIT_EXCEEDED", [overflow]) } : null;
}

/**
 * Returns the refusal of an envelope whose sender or receiver is not an identifier of the connection, or
 * null.
 */
function strangerOf(interchange: X12InterchangeOutline, connection: ConnectionProfile): Refusal | null {
  const sender = strangerIn(interchange.sender, "partner", connection);
  if (sender) return { note: UNKNOWN_SENDER, problem: sender };
  const receiver = strangerIn(interchange.receiver, "us", connection);
  return receiver && { note: UNKNOWN_RECEIVER, problem: receiver };
}

type Party = { readonly qualifier: string; readonly id: string };

/** Returns the problem for a party that has none of the owner's identifiers on the connection, or null if it has one. */
function strangerIn(party: Party, owner: "us" | "partner", connection: ConnectionProfile): Problem | null {
  const known = connection.identifiers
    .filter((one) => one.owner === owner)
    .map(({ scheme, id }): Party => ({ qualifier: scheme, id }));
  if (known.some(({ qualifier, id }) => qualifier === party.qualifier && id === party.id)) return null;
  const about = { received: partyTerm(party), expected: { all: known.map(partyTerm) } };
  const [field, text] =
    owner === "partner"
      ? ["ISA06", known.length > 0 ? say("sender-unknown", about) : say("sender-unknown-none", about)]
      : ["ISA08", known.length > 0 ? say("receiver-unknown", about) : say("receiver-unknown-none", about)];
  const ours = known.map(partyText).join(", ");
  return {
    code: "UNKNOWN_PARTNER",
    findings: [
      { code: "UNKNOWN_PARTNER", field, ...(ours !== "" && { ours }), theirs: partyText(party), text },
    ],
  };
}

const partyText = ({ qualifier, id }: Party): string => `${qualifier} ${id}`.trim();

const partyTerm = ({ qualifier, id }: Party): Term => say("party", { qualifier, id });
