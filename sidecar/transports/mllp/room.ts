import type { Admission, Entry, Sender } from "../../limits/admission.ts";

/** What one socket takes up: the frame that is coming, and those that are being stored. */
export type SocketRoom = {
  /** @returns false if there is no room for this many more bytes */
  grow(bytes: number): boolean;
  /** All but this many of the bytes have been stored or discarded. */
  settle(bytes: number): void;
};

/** A socket counts as a body while it holds any byte; one that waits for its next message uses nothing. */
export function roomFor(sender: Sender, admission: Admission | undefined): SocketRoom {
  if (admission === undefined) return { grow: () => true, settle: () => undefined };
  let entry: Entry | null = null;
  let held = 0;

  function grow(bytes: number): boolean {
    const size = held + bytes;
    if (size <= 0) return leave();
    entry ??= admission?.enter(sender) ?? null;
    const why = entry?.resize(size) ?? entry?.store();
    if (why) {
      if (held === 0) leave();
      return false;
    }
    held = size;
    return true;
  }

  function leave(): true {
    entry?.leave();
    entry = null;
    held = 0;
    return true;
  }

  return { grow, settle: (bytes) => void grow(Math.min(0, bytes - held)) };
}
