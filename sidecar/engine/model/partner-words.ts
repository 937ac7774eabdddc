import type { AcknowledgedDispatch } from "../../flows/flow.ts";
import type { Said, Term } from "../../terms/term.ts";
import { asTerm } from "../../terms/words.ts";
import type { AcknowledgementState, Document, Weight } from "../records.ts";
import { say } from "./terms.ts";

/**
 * What a partner says of one document of ours, and which of its words count. A settled state is not overwritten by a word
 * that proves less: a TA1 speaks of an envelope, an answer such as an 855 proves that what is in it arrived, a 997 or 999
 * was made from the document itself. Late failures of a transport prove least.
 */
export type WordSource = "interchange" | "business" | "functional";

/** What counts until now. The source is null where nobody said anything, or nobody knows who did. */
export type Heard = {
  readonly acknowledgement: AcknowledgementState;
  readonly source: WordSource | null;
};

export type PartnerWord = {
  readonly source: WordSource;
  readonly status: AcknowledgementState;
  /** It names numbers of a sending of the document that was sent again since. */
  readonly ofEarlierSending: boolean;
};

const SETTLED: readonly AcknowledgementState[] = ["accepted", "accepted_with_errors", "rejected"];
const RECEIVED: readonly AcknowledgementState[] = ["accepted", "accepted_with_errors"];

/**
 * By what counts (rows) and what comes (columns). "acceptance": of the same strength, only being accepted is news: a second
 * copy of the same bytes may be refused (TA105 025), or taken where the first came damaged. Between two functional ones the
 * later counts: a rejection is put before a person, never swallowed.
 */
const COUNTS: Readonly<Record<WordSource, Readonly<Record<WordSource, "always" | "acceptance" | "never">>>> =
  {
    interchange: { interchange: "acceptance", business: "always", functional: "always" },
    business: { interchange: "never", business: "never", functional: "always" },
    functional: { interchange: "never", business: "never", functional: "always" },
  };

/** Says what a partner's word about a document does to what is known of it. */
export function weigh(heard: Heard, word: PartnerWord): Weight {
  const rejects = word.status === "rejected";
  // What was refused before is not what they have now.
  if (rejects && word.ofEarlierSending) return "note";
  if (!SETTLED.includes(heard.acknowledgement)) return "enter";
  const known = heard.source ?? "functional";
  const rule = COUNTS[known][word.source];
  const enters = rule === "always" || (rule === "acceptance" && !rejects);
  if (heard.acknowledgement === word.status) return enters && known !== word.source ? "enter" : "repeat";
  return enters ? "enter" : "note";
}

/** Says what an acknowledgement rests on: numbers of an interchange, of a group, or what it was about. */
export function sourceOf({ control }: AcknowledgedDispatch): WordSource {
  if (control === undefined) return "business";
  return control.groupControl === undefined ? "interchange" : "functional";
}

/** Says whether the partner has what was sent, whatever became of the transport's own answer. */
export function isReceived(acknowledgement: AcknowledgementState): boolean {
  return RECEIVED.includes(acknowledgement);
}

/**
 * Says whether a word that counts ends the attempts to deliver: whoever answers to the numbers on the envelope has it. A
 * refused interchange may have come damaged, and is tried on; an answer to the document may be one to an earlier sending.
 */
export function endsDelivery({ source, status }: PartnerWord): boolean {
  return source === "functional" || (source === "interchange" && isReceived(status));
}

/** The state of a document once a word counts. What a person dismissed stays dismissed. */
export function stateAfter(
  { state, doneAt }: Pick<Document, "state" | "doneAt">,
  word: PartnerWord,
): Document["state"] {
  if (state === "dismissed") return state;
  if (word.status === "rejected") return "attention";
  const isWithThem = doneAt !== null || endsDelivery(word);
  return isWithThem ? "done" : state;
}

/** Returns what people read of an acknowledgement that changes nothing. */
export function noteOf(word: PartnerWord, errors: readonly Said[]): Term {
  const what = say(`by-${word.source}`);
  const verdict = word.status === "rejected" ? "rejects" : "accepts";
  const code = `noted-${verdict}${word.ofEarlierSending ? "-earlier" : ""}` as const;
  if (errors.length === 0) return say(code, { what });
  return say(`${code}-errors`, { what, errors: { all: errors.slice(0, 5).map(asTerm) } });
}
