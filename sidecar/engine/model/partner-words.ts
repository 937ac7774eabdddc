import type { ConfirmedDispatch } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import type { AcknowledgementState, Document, Weight } from "../records.ts";
import { say } from "./terms.ts";

/**
 * Weighs what a partner reports about an outgoing document. Weaker evidence does not override a settled state: a TA1 covers an
 * envelope, an answer such as an 855 proves that the content arrived, a 997 or 999 was created from the document itself. Late
 * failures of a transport are the weakest.
 */
export type WordSource = "interchange" | "business" | "functional";

/** The current evidence. The source is null if nobody reported anything, or the sender is unknown. */
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
 * By current evidence (rows) and new evidence (columns). "acceptance": of equal strength, only an acceptance is new information:
 * a second copy of the same bytes may be rejected (TA105 025), or accepted if the first arrived damaged. Of two functional
 * acknowledgements the later one counts: a rejection becomes an exception and is never ignored.
 */
const COUNTS: Readonly<Record<WordSource, Readonly<Record<WordSource, "always" | "acceptance" | "never">>>> =
  {
    interchange: { interchange: "acceptance", business: "always", functional: "always" },
    business: { interchange: "never", business: "never", functional: "always" },
    functional: { interchange: "never", business: "never", functional: "always" },
  };

/** Returns the effect of a partner's report on the known state of a document. */
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
export function sourceOf({ control }: ConfirmedDispatch): WordSource {
  if (control === undefined) return "business";
  return control.groupControl === undefined ? "interchange" : "functional";
}

/** Says whether the partner has what was sent, whatever became of the transport's own answer. */
export function isReceived(acknowledgement: AcknowledgementState): boolean {
  return RECEIVED.includes(acknowledgement);
}

/**
 * Reports whether a partner's report ends the delivery attempts: whoever refers to the numbers on the envelope has it. A rejected
 * interchange may have arrived damaged, so delivery continues; an answer to the document may refer to an earlier sending.
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
export function noteOf(word: PartnerWord, errors: readonly Term[]): Term {
  const what = say(`by-${word.source}`);
  const verdict = word.status === "rejected" ? "rejects" : "accepts";
  const code = `noted-${verdict}${word.ofEarlierSending ? "-earlier" : ""}` as const;
  if (errors.length === 0) return say(code, { what });
  return say(`${code}-errors`, { what, errors: { all: errors.slice(0, 5) } });
}
