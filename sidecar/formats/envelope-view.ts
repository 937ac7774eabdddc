import type { ConnectionProfile } from "../documents/connection-profile.ts";
import type { Term } from "../terms/term.ts";

/** One fact on the envelope of a message, and what the connection expects. */
export type EnvelopeRow = {
  /** Tells the row from the others of the envelope: "sender". */
  readonly what: string;
  /** What the fact is, for a person. Terms for the usual ones are in `terms.ts`. */
  readonly label: Term;
  /** Where it stands: "ISA05, ISA06". */
  readonly place: string;
  /** The value, such as "ZZ HARBORMED"; null when it must not be shown. */
  readonly found: string | null;
  /** Values that would fit. Empty: nothing was agreed, or every value fits. */
  readonly expected: readonly string[];
  readonly fits: boolean;
};

/** `asFound` is the connection as it would have to be for this envelope, so that the content can be read anyway. */
export type EnvelopeView = {
  readonly rows: readonly EnvelopeRow[];
  readonly asFound: ConnectionProfile;
};

const LONGEST = 40;

/** Returns an identifier if it looks like a short code, else null: anything could stand in its place. */
export const shownCode = (value: string): string | null =>
  value !== "" && value.length <= LONGEST && /^[\x20-\x7e]+$/.test(value) ? value : null;
