import type { ConnectionProfile } from "../documents/connection-profile.ts";

/** What the envelope of a message says of one thing, and what the connection has agreed on. */
export type EnvelopeRow = {
  readonly what: "sender" | "receiver" | "environment" | "version";
  /** Where it stands: "ISA05, ISA06". */
  readonly place: string;
  /** As it stands, e.g. "ZZ HARBORMED"; null when it is not fit to be shown. */
  readonly found: string | null;
  /** What would fit; empty: nothing was agreed, or everything fits. */
  readonly expected: readonly string[];
  readonly fits: boolean;
};

/** `asFound`: the connection as it would have to be for this envelope, to look at what is inside all the same. */
export type EnvelopeView = {
  readonly rows: readonly EnvelopeRow[];
  readonly asFound: ConnectionProfile;
};

const LONGEST = 40;

/** Identifiers are short codes. What is none is not shown: somebody may have sent anything in its place. */
export const shownCode = (value: string): string | null =>
  value !== "" && value.length <= LONGEST && /^[\x20-\x7e]+$/.test(value) ? value : null;
