import type { AcknowledgmentKind } from "../../../codecs/x12/acknowledgment-loop.ts";
import { catalogueFor } from "../../../codecs/x12/schemas/catalogue.ts";
import type { Term } from "../../../terms/term.ts";
import { say } from "../terms.ts";

/** In which form a group is answered: the transaction set, GS08, and ST03 where the version has a guide of its own. */
export type ReplyForm = {
  readonly kind: AcknowledgmentKind;
  readonly version: string;
  readonly convention?: string;
  /** Why it is not as agreed; left out where it is. */
  readonly departure?: Term;
};

/** The guides of health care for what answers a group of theirs (005010X…). */
const HEALTH_CARE: Readonly<Record<AcknowledgmentKind, string>> = {
  "997": "005010X230",
  "999": "005010X231A1",
};
/** Where our older release ends and the newer one is nearer. */
const NEWER_FROM = "005";

/**
 * Returns the form in which a group of a version is answered. What cannot be written as agreed is written in the nearest
 * form that we have, never left out: a 999 does not exist in 004010, and of releases we write 004010 and 005010.
 */
export function replyForm(agreed: AcknowledgmentKind, groupVersion: string): ReplyForm {
  const isWritten = catalogueFor(groupVersion) !== null;
  const version = isWritten ? writtenVersion(groupVersion) : nearestVersion(groupVersion);
  const kind = agreed === "999" && !version.startsWith("005010") ? "997" : agreed;
  const form = isHealthCare(version)
    ? { kind, version: HEALTH_CARE[kind], convention: HEALTH_CARE[kind] }
    : { kind, version };
  if (isWritten && kind === agreed) return form;
  return { ...form, departure: departureOf(agreed, form, isWritten) };
}

const isHealthCare = (version: string) => version.startsWith("005010X");

/** The industry's part of GS08 stays, as in 004010VICS; the guides of health care in 004010 answer in the plain release. */
function writtenVersion(version: string): string {
  return version.startsWith("004010X") ? "004010" : version.replace(/[^A-Za-z0-9]/g, "").slice(0, 12);
}

/** The release nearest to one that we do not write. What is no release is answered in the older, which everybody reads. */
function nearestVersion(version: string): string {
  return /^\d{6}/.test(version) && version >= NEWER_FROM ? "005010" : "004010";
}

function departureOf(agreed: AcknowledgmentKind, { kind, version }: ReplyForm, isWritten: boolean): Term {
  if (!isWritten) return say("acknowledgement-version", { kind, version });
  return say("acknowledgement-kind", { agreed, kind, version });
}
