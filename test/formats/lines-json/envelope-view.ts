import type { ConnectionProfile } from "../../../sidecar/documents/connection-profile.ts";
import { type EnvelopeView, shownCode } from "../../../sidecar/formats/envelope-view.ts";
import { say } from "../../../sidecar/formats/terms.ts";

/** Compares the account number in the file with that of the partner. Returns null for a file without one. */
export function envelopeOfLines(bytes: Uint8Array, connection: ConnectionProfile): EnvelopeView | null {
  const [, account] = /"account": *"([^"]*)"/.exec(Buffer.from(bytes).toString("utf8")) ?? [];
  if (account === undefined) return null;
  const expected = connection.identifiers.filter(({ owner }) => owner === "partner").map(({ id }) => id);
  return {
    rows: [
      {
        what: "account",
        label: say("sender"),
        place: "account",
        found: shownCode(account),
        expected,
        fits: expected.includes(account),
      },
    ],
    asFound: connection,
  };
}
