import type { ConfirmedDispatch } from "../../flows/flow.ts";
import type { Term } from "../../terms/term.ts";
import type { AcknowledgementState, Document, Weight } from "../records.ts";
import { say } from "./terms.ts";

/**
 * The kinds of evidence about an outgoing document that come from the partner, from weak to strong: "interchange" (a
 * TA1) covers only an envelope, "business" (a response such as an 855) proves that the content arrived, and
 * "functional" (a 997 or 999) is the result of checking the document itself. Weaker evidence does not override
 * stronger. A late failure of a transport is weaker than all of these.
 */
export type EvidenceSource = "interchange" | "business" | "functional";

/**
 * The current acknowledgement state of a document, and the kind of evidence for it. The source is null if the partner
 * has reported nothing, or if it is unknown.
 */
export type KnownAcknowledgement = {
  readonly acknowledgement: AcknowledgementState;
  readonly source: EvidenceSource | null;
};

export type PartnerReport = {
  readonly source: EvidenceSource;
  readonly status: AcknowledgementState;
  /**
   * Whether the report contains the control numbers of an earlier transmission of a document that has been sent again
   * since.
   */
  readonly ofEarlierSending: boolean;
};

const SETTLED: readonly AcknowledgementState[] = ["accepted", "accepted_with_errors", "rejected"];
const RECEIVED: readonly AcknowledgementState[] = ["accepted", "accepted_with_errors"];

/**
 * Whether new evidence (columns) replaces current evidence (rows). "acceptance" means only if it is an acceptance,
 * because a second copy of the same bytes may be rejected as a duplicate (TA105 025), or accepted if the first arrived
 * damaged. Of two functional acknowledgements, the later one counts, so that a rejection always becomes an exception.
 */
const COUNTS: Readonly<
  Record<EvidenceSource, Readonly<Record<EvidenceSource, "always" | "acceptance" | "never">>>
> = {
  interchange: { interchange: "acceptance", business: "always", functional: "always" },
  business: { interchange: "never", business: "never", functional: "always" },
  functional: { interchange: "never", business: "never", functional: "always" },
};

/** Returns the effect that a partner's report has on a document with the given acknowledgement. */
export function weigh(known: KnownAcknowledgement, report: PartnerReport): Weight {
  const rejects = report.status === "rejected";
  // The partner refused an earlier transmission, not the one that it has now.
  if (rejects && report.ofEarlierSending) return "note";
  if (!SETTLED.includes(known.acknowledgement)) return "enter";
  const knownSource = known.source ?? "functional";
  const rule = COUNTS[knownSource][report.source];
  const enters = rule === "always" || (rule === "acceptance" && !rejects);
  if (known.acknowledgement === report.status)
    return enters && knownSource !== report.source ? "enter" : "repeat";
  return enters ? "enter" : "note";
}

/**
 * Returns the kind of evidence: "business" if the report contains no control numbers, "interchange" if it contains no
 * group control number, otherwise "functional".
 */
export function sourceOf({ control }: ConfirmedDispatch): EvidenceSource {
  if (control === undefined) return "business";
  return control.groupControl === undefined ? "interchange" : "functional";
}

/**
 * Returns whether an acknowledgement state proves that the partner has received the document, regardless of the
 * transport's response.
 */
export function isReceived(acknowledgement: AcknowledgementState): boolean {
  return RECEIVED.includes(acknowledgement);
}

/**
 * Returns whether a partner's report ends the delivery attempts. A functional acknowledgement, or the acceptance of the
 * interchange, proves that the partner has received the document. After the rejection of an interchange, which may have
 * arrived damaged, delivery continues. It also continues after a business response, which may refer to an earlier
 * transmission.
 */
export function endsDelivery({ source, status }: PartnerReport): boolean {
  return source === "functional" || (source === "interchange" && isReceived(status));
}

/**
 * Returns the state of a document after a partner's report whose effect is "enter": "attention" after a rejection,
 * "done" if the partner has received the document, otherwise the current state. A dismissed document stays dismissed.
 */
export function stateAfter(
  { state, doneAt }: Pick<Document, "state" | "doneAt">,
  report: PartnerReport,
): Document["state"] {
  if (state === "dismissed") return state;
  if (report.status === "rejected") return "attention";
  const isWithThem = doneAt !== null || endsDelivery(report);
  return isWithThem ? "done" : state;
}

/**
 * Returns the note about an acknowledgement that does not change the document's state, with at most five of its errors.
 */
export function noteOf(report: PartnerReport, errors: readonly Term[]): Term {
  const what = say(`by-${report.source}`);
  const answer = report.status === "rejected" ? "rejects" : "accepts";
  const code = `noted-${answer}${report.ofEarlierSending ? "-earlier" : ""}` as const;
  if (errors.length === 0) return say(code, { what });
  return say(`${code}-errors`, { what, errors: { all: errors.slice(0, 5) } });
}
