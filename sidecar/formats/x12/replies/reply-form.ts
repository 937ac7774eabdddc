import type { AcknowledgmentKind } from "../../../codecs/x12/acknowledgment-loop.ts";
import { catalogueFor } from "../../../codecs/x12/schemas/catalogue.ts";
import type { Term } from "../../../terms/term.ts";
import { say } from "../terms.ts";

/**
 * The form in which a functional group is acknowledged: the transaction set (997 or 999), its version (GS08), and ST03
 * (`convention`) if the version is an implementation guide.
 */
export type ReplyForm = {
  readonly kind: AcknowledgmentKind;
  readonly version: string;
  readonly convention?: string;
  /** The text that explains how the form differs from the agreed one. Absent if the form is as agreed. */
  readonly departure?: Term;
};

/** The implementation guides for acknowledgements in health care (005010X…). */
const HEALTH_CARE: Readonly<Record<AcknowledgmentKind, string>> = {
  "997": "005010X230",
  "999": "005010X231A1",
};
/** The lower limit of the versions for which 005010 is the nearest supported release. Versions are compared as strings. */
const NEWER_FROM = "005";

/**
 * Returns the form in which a functional group is acknowledged. If the agreed form cannot be written, the nearest possible one is
 * used, so that no acknowledgement is omitted. This happens because Suture writes only 004010 and 005010, and 004010 has no 999.
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

/**
 * Returns the version of the acknowledgement for a group in a supported version. An industry suffix of GS08, as in 004010VICS, is
 * preserved. Groups that follow a health care guide in 004010 are acknowledged in plain 004010.
 */
function writtenVersion(version: string): string {
  return version.startsWith("004010X") ? "004010" : version.replace(/[^A-Za-z0-9]/g, "").slice(0, 12);
}

/**
 * Returns the supported release nearest to an unsupported one. For a value that is not a release, returns 004010, which every
 * partner can read.
 */
function nearestVersion(version: string): string {
  return /^\d{6}/.test(version) && version >= NEWER_FROM ? "005010" : "004010";
}

function departureOf(agreed: AcknowledgmentKind, { kind, version }: ReplyForm, isWritten: boolean): Term {
  if (!isWritten) return say("acknowledgement-version", { kind, version });
  return say("acknowledgement-kind", { agreed, kind, version });
}
