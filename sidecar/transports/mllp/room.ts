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
  /**
   * Records that the sender has been authenticated. From then on, its bytes no longer use the memory of unauthenticated senders.
   * @returns false if there is not enough memory for the reserved bytes, which must then be discarded
   */
  prove(): boolean;
};

/** The admission controls of a listener: for authenticated senders, and for all others. */
export type Rooms = { readonly proven: Admission; readonly unproven: Admission };

/**
 * The number of bytes that a socket may always have in memory. The number of sockets limits the total, so no admission is
 * necessary: an ordinary HL7 message is accepted whatever other senders do.
 */
const FREE_BYTES = 16_384;

/**
 * Creates the memory account of a socket. While it reserves more than `FREE_BYTES`, the socket counts as one body of its sender in
 * the admission control; while it waits for its next message, it does not count.
 */
export function roomFor(sender: Sender, rooms: Rooms | undefined, isProven: boolean): SocketRoom {
  if (rooms === undefined) return { grow: () => true, settle: () => undefined, prove: () => true };
  const { proven, unproven } = rooms;
  let admission = isProven ? proven : unproven;
  let entry: Entry | null = null;
  let held = 0;

  function grow(bytes: number): boolean {
    const size = Math.max(0, held + bytes);
    if (size <= FREE_BYTES) leave();
    else entry ??= admission.enter(sender);
    const isRefused = entry !== null && !reserve(entry, size);
    if (isRefused && held <= FREE_BYTES) leave();
    if (!isRefused) held = size;
    return !isRefused;
  }

  function prove(): boolean {
    if (admission === proven) return true;
    const other = proven.enter(sender);
    if (entry !== null && !reserve(other, held)) {
      other.leave();
      return false;
    }
    const isCounted = entry !== null;
    leave();
    admission = proven;
    entry = isCounted ? other : null;
    return true;
  }

  function leave(): void {
    entry?.leave();
    entry = null;
  }

  return { grow, prove, settle: (bytes) => void grow(Math.min(0, bytes - held)) };
}

const reserve = (entry: Entry, size: number): boolean => (entry.resize(size) ?? entry.store()) === null;
