import type { ConnectionProfile } from "../documents/connection-profile.ts";
import type { Term } from "../terms/term.ts";

/** One value on the envelope of a message, compared with the value configured on the connection. */
export type EnvelopeRow = {
  /** The code of the row, which is unique within the envelope, such as "sender". */
  readonly what: string;
  /** The label of the row. `terms.ts` contains the labels that formats share. */
  readonly label: Term;
  /** The position in the message, such as "ISA05, ISA06". */
  readonly place: string;
  /** The value on the envelope, such as "ZZ HARBORMED". Null if it must not be displayed. */
  readonly found: string | null;
  /** The values that would match the connection. Empty if nothing was agreed or every value matches. */
  readonly expected: readonly string[];
  readonly fits: boolean;
};

/**
 * The comparison of an envelope with a connection. `asFound` is the connection with its identifiers and environment replaced with
 * the ones on the envelope, so that the content of a test file can be read despite a mismatch.
 */
export type EnvelopeView = {
  readonly rows: readonly EnvelopeRow[];
  readonly asFound: ConnectionProfile;
};

const LONGEST = 40;

/**
 * Returns an identifier if it may be displayed because it consists of 1 to 40 printable ASCII characters. Otherwise returns null,
 * because the field could contain anything.
 */
export const shownCode = (value: string): string | null =>
  value !== "" && value.length <= LONGEST && /^[\x20-\x7e]+$/.test(value) ? value : null;
