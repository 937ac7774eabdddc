import type { Control } from "../../documents/acknowledgement.ts";
import type { Finding } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import { say } from "./terms.ts";

/** The maximum number of transaction sets that a text lists. The others are counted. */
const MOST_LISTED = 20;

const finding = (theirs: string, text: Term): Finding => ({
  code: "ACKNOWLEDGEMENT_UNMATCHED",
  field: "reference",
  theirs,
  text,
});

/** Returns the finding for an acknowledgement of one document, functional group or interchange that we never sent. */
export function unmatchedControl({ groupControl, documentControl, interchangeControl }: Control): Finding {
  if (documentControl !== undefined && groupControl !== undefined)
    return finding(
      `${groupControl}/${documentControl}`,
      say("unmatched-set", { set: documentControl, group: groupControl }),
    );
  if (groupControl !== undefined)
    return finding(groupControl, say("unmatched-group", { group: groupControl }));
  const interchange = interchangeControl ?? "";
  return finding(interchange, say("unmatched-interchange", { interchange }));
}

/** Returns the finding for several acknowledgements about one functional group or interchange that we never sent. */
export function unmatchedEnvelope(
  { groupControl, interchangeControl = "" }: Control,
  count: number,
): Finding {
  if (groupControl !== undefined)
    return finding(groupControl, say("unmatched-group-of", { group: groupControl, count }));
  return finding(
    interchangeControl,
    say("unmatched-interchange-of", { interchange: interchangeControl, count }),
  );
}

/** Returns the finding for acknowledgements of transaction sets that a functional group that we sent does not contain. */
export function unmatchedSets({ groupControl = "" }: Control, sets: readonly Control[]): Finding {
  const listed = sets.slice(0, MOST_LISTED).map(({ documentControl = "" }) => documentControl);
  const numbers = { group: groupControl, sets: { all: listed } };
  return finding(
    groupControl,
    sets.length > listed.length
      ? say("unmatched-sets-more", { ...numbers, count: sets.length })
      : say("unmatched-sets", numbers),
  );
}
