import type { Admission, Entry, Sender } from "../../limits/admission.ts";

/** The memory account of a socket: for the incoming frame, and for frames that are being stored. */
export type SocketRoom = {
  /**
   * Reserves memory for this many additional bytes.
   * @returns false if there is not enough memory
   */
  grow(bytes: number): boolean;
  /** Releases the reserved memory except for this number of bytes, because the other bytes have been stored or discarded. */
  settle(bytes: number): void;
};

/**
 * Creates the memory account of a socket. While it reserves any bytes, the socket counts as one body of its sender in the
 * admission control; while it waits for its next message, it does not count.
 */
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
