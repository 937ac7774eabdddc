import { splitInterchanges } from "../../codecs/x12/split.ts";
import type { X12Header, X12Party } from "../../codecs/x12/types.ts";
import type { ConnectionProfile } from "../../documents/connection-profile.ts";
import { type EnvelopeRow, type EnvelopeView, shownCode } from "../envelope-view.ts";
import { say } from "../terms.ts";

/**
 * Compares the first ISA of a message with the connection: the identifiers of sender and receiver (ISA05–08) and the usage
 * indicator (ISA15). Returns null if there is no ISA.
 */
export function envelopeOfX12(bytes: Uint8Array, connection: ConnectionProfile): EnvelopeView | null {
  const header = splitInterchanges(bytes).interchanges[0]?.header;
  if (!header) return null;
  return {
    rows: [
      partyRow("sender", "ISA05, ISA06", header.sender, connection, "partner"),
      partyRow("receiver", "ISA07, ISA08", header.receiver, connection, "us"),
      usageRow(header, connection),
    ],
    asFound: {
      ...connection,
      environment: header.usage === "P" ? "production" : "test",
      identifiers: [
        { owner: "partner", scheme: header.sender.qualifier, id: header.sender.id },
        { owner: "us", scheme: header.receiver.qualifier, id: header.receiver.id },
      ],
    },
  };
}

function partyRow(
  what: "sender" | "receiver",
  place: string,
  { qualifier, id }: X12Party,
  { identifiers }: ConnectionProfile,
  owner: "us" | "partner",
): EnvelopeRow {
  const agreed = identifiers.filter((one) => one.owner === owner);
  return {
    what,
    label: say(what),
    place,
    found: shownCode(`${qualifier} ${id}`),
    expected: agreed.map((one) => `${one.scheme} ${one.id}`),
    fits: agreed.some((one) => one.scheme === qualifier && one.id === id),
  };
}

function usageRow({ usage }: X12Header, { environment }: ConnectionProfile): EnvelopeRow {
  const expected = environment === "production" ? "P" : "T";
  return {
    what: "environment",
    label: say("environment"),
    place: "ISA15",
    found: usage,
    expected: [expected],
    fits: usage === expected,
  };
}
