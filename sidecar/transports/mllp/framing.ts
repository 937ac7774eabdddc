import { release } from "../../limits/release.ts";

/**
 * Frames of the Minimal Lower Layer Protocol (HL7 v2 transport specification, release 1): VT, content, FS, CR. The functions are
 * pure, and bytes may arrive in chunks of any size.
 */

const START = 0x0b;
const END = 0x1c;
const CR = 0x0d;
/** The minimum and maximum size in bytes of the blocks that are added when content does not fit into its first block. */
const FIRST_BLOCK = 4096;
const LARGEST_BLOCK = 65_536;
const NOTHING = Buffer.alloc(0);
/** The number of bytes that are kept of rejected content: as evidence, and for the header that an acknowledgement needs. */
export const EXCERPT_BYTES = 4096;
/** The bytes that are ignored between frames: CR after FS, line ends, blanks, NUL. */
const BETWEEN = [0x0d, 0x0a, 0x20, 0x09, 0x00];
/**
 * Matches the start of a frame within the content of another one. VT also occurs in text (a line break pasted from a word
 * processor), so it must be followed by a header segment.
 */
const NEXT_FRAME = new RegExp(`${String.fromCharCode(START)}(?=MSH|FHS|BHS)`, "g");
/**
 * The maximum number of frame starts at which truncated content is split. Content with more is not split, because it is invalid;
 * it is acknowledged only once.
 */
const MOST_STARTS = 100;

export type FrameEvent =
  | { readonly kind: "frame"; readonly bytes: Uint8Array }
  /** Content whose beginning or end was lost: the next frame began before it ended, or it had no start byte. */
  | { readonly kind: "cut"; readonly bytes: Uint8Array; readonly size: number }
  /** Content that contains FS, so that the end of the message is ambiguous. */
  | { readonly kind: "damaged"; readonly bytes: Uint8Array; readonly size: number }
  /** Content that was not kept because there was not enough memory; the rest of it is skipped. */
  | { readonly kind: "crowded"; readonly bytes: Uint8Array; readonly size: number }
  /** Content that is longer than allowed. Only its beginning was kept; the rest is skipped. */
  | { readonly kind: "oversized"; readonly bytes: Uint8Array; readonly size: number }
  /** Content of a frame that was incomplete when the sender disconnected. */
  | { readonly kind: "incomplete"; readonly bytes: Uint8Array; readonly size: number }
  /** Bytes outside any frame, for which no acknowledgement is expected. */
  | { readonly kind: "garbage"; readonly bytes: Uint8Array; readonly size: number };

export type FrameReader = {
  /**
   * Adds received bytes, and returns the events that they complete, in order. The bytes are copied, so that the caller can release
   * them.
   */
  push(piece: Uint8Array): FrameEvent[];
  /** Returns whether the last byte was FS, so that the next byte decides whether the frame has ended. */
  isEnding(): boolean;
  /** Returns the events for a frame that ended with FS alone, without CR. Called when no byte has followed FS for long enough. */
  settle(): FrameEvent[];
  /** Returns the events for the remaining content. Called after the sender has disconnected. */
  end(): FrameEvent[];
  /** Returns the number of bytes of an incomplete frame for which memory is reserved. */
  held(): number;
  /** Returns whether a frame has begun but not ended. */
  isInFrame(): boolean;
};

/**
 * Reserves additional bytes of memory, or releases them if the number is negative.
 * @returns false if there is not enough memory
 */
export type Grow = (bytes: number) => boolean;

/**
 * Creates a reader for frames with at most `maximumBytes` of content. A frame ends at FS CR, or at FS if the next frame begins
 * directly after it, because some senders omit CR. FS followed by anything else is content, which makes the frame damaged. After
 * a broken frame, the reader finds the start of the next one. `grow` accounts for the memory.
 */
export function createFrameReader(maximumBytes: number, grow: Grow = () => true): FrameReader {
  let inFrame = false;
  let ending = false;
  const content = growing(maximumBytes, grow);
  const noise = growing(EXCERPT_BYTES, () => true);

  function endFrame(): FrameEvent[] {
    ending = false;
    if (!inFrame) return endNoise(true);
    const { size, isCrowded } = content;
    const bytes = content.take();
    inFrame = false;
    if (size > maximumBytes) return [{ kind: "oversized", bytes: bytes.subarray(0, EXCERPT_BYTES), size }];
    if (isCrowded) return [{ kind: "crowded", bytes, size }];
    const pieces = cutAtStarts(bytes);
    const last = pieces.pop() ?? bytes;
    return [...pieces.map((piece) => cut(piece)), whole(last)];
  }

  function endNoise(isTerminated: boolean): FrameEvent[] {
    const { size } = noise;
    const bytes = noise.take();
    if (size === 0) return [];
    return [{ kind: isTerminated ? "cut" : "garbage", bytes, size }];
  }

  function push(piece: Uint8Array): FrameEvent[] {
    const events: FrameEvent[] = [];
    let at = 0;
    while (at < piece.length) {
      if (ending) at = passEnd(piece, at, events);
      else if (inFrame) at = passContent(piece, at);
      else at = passNoise(piece, at, events);
    }
    return events;
  }

  /**
   * Processes the byte after FS, and returns the position at which to continue. A CR, or the start of the next frame, confirms
   * the end of the frame.
   */
  function passEnd(piece: Uint8Array, at: number, events: FrameEvent[]): number {
    const byte = piece[at] ?? 0;
    if (byte === CR || byte === START) {
      events.push(...endFrame());
      return byte === CR ? at + 1 : at;
    }
    ending = false;
    if (inFrame || noise.size > 0) (inFrame ? content : noise).add(Uint8Array.of(END));
    return at;
  }

  function passContent(piece: Uint8Array, at: number): number {
    const end = piece.indexOf(END, at);
    content.add(piece.subarray(at, end < 0 ? piece.length : end));
    ending = end >= 0;
    return end < 0 ? piece.length : end + 1;
  }

  function passNoise(piece: Uint8Array, at: number, events: FrameEvent[]): number {
    const byte = piece[at] ?? 0;
    if (byte === START) {
      events.push(...endNoise(false));
      inFrame = true;
      return at + 1;
    }
    if (byte === END) {
      ending = true;
      return at + 1;
    }
    const end = endOfNoise(piece, at);
    if (noise.size > 0 || !BETWEEN.includes(byte)) noise.add(piece.subarray(at, end));
    return end;
  }

  function end(): FrameEvent[] {
    if (ending) return endFrame();
    if (!inFrame) return endNoise(false);
    const { size } = content;
    const bytes = content.take();
    inFrame = false;
    return [{ kind: "incomplete", bytes: bytes.subarray(0, EXCERPT_BYTES), size }];
  }

  return {
    push,
    end,
    isEnding: () => ending && (inFrame || noise.size > 0),
    settle: () => (ending ? endFrame() : []),
    held: () => content.kept,
    isInFrame: () => inFrame,
  };
}

/**
 * Returns the position after a byte that is ignored between frames or, from any other byte, the position of the next byte that
 * starts or ends a frame.
 */
function endOfNoise(piece: Uint8Array, at: number): number {
  if (BETWEEN.includes(piece[at] ?? 0)) return at + 1;
  // Each byte is searched only once: START is searched only up to END.
  const end = piece.indexOf(END, at);
  const noise = piece.subarray(at, end < 0 ? piece.length : end);
  const start = noise.indexOf(START);
  return at + (start < 0 ? noise.length : start);
}

function cut(bytes: Uint8Array): FrameEvent {
  return { kind: "cut", bytes, size: bytes.length };
}

/**
 * Returns the event for complete content: a frame, or damaged content if it contains FS. Damaged content is rejected as a whole,
 * because it may consist of two messages or have lost bytes between them.
 */
function whole(bytes: Uint8Array): FrameEvent {
  return bytes.includes(END) ? { kind: "damaged", bytes, size: bytes.length } : { kind: "frame", bytes };
}

/**
 * Converts the event of a frame that cannot be kept, because there is not enough memory, to an event of kind "crowded". Returns
 * other events unchanged.
 */
export function crowded(event: FrameEvent): FrameEvent {
  if (event.kind !== "frame") return event;
  const { length } = event.bytes;
  return { kind: "crowded", bytes: event.bytes.slice(0, EXCERPT_BYTES), size: length };
}

/** Splits truncated content at the starts of the frames that it contains. */
function cutAtStarts(bytes: Uint8Array): Uint8Array[] {
  if (!bytes.includes(START)) return [bytes];
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const { index } of text.matchAll(NEXT_FRAME)) {
    if (pieces.length === MOST_STARTS) return [bytes];
    if (index > from) pieces.push(bytes.subarray(from, index));
    from = index + 1;
  }
  return [...pieces, bytes.subarray(from)];
}

/**
 * Creates a buffer that grows in blocks, so that content that is still arriving uses little more memory than its size. Bytes
 * beyond `most`, or for which there is not enough memory, are counted but not kept.
 */
function growing(most: number, grow: Grow) {
  let blocks: Buffer[] = [];
  let block: Buffer = NOTHING;
  /** The number of bytes in the last block, and in all blocks. */
  let used = 0;
  let length = 0;
  let size = 0;
  let isCrowded = false;
  const keep = (bytes: Uint8Array) => {
    for (let at = 0; at < bytes.length; ) {
      if (used === block.length) addBlock(bytes.length - at);
      const part = bytes.subarray(at, at + block.length - used);
      block.set(part, used);
      used += part.length;
      length += part.length;
      at += part.length;
    }
  };
  /**
   * Adds a block. `least` is the number of bytes that are still to be stored. Most content arrives in one chunk and gets a block
   * of its exact size. Later blocks are not allocated from the pool that small buffers share, so that they can be released.
   */
  const addBlock = (least: number) => {
    const doubled = Math.min(LARGEST_BLOCK, Math.max(FIRST_BLOCK, length, least));
    block =
      length === 0 ? Buffer.allocUnsafe(least) : Buffer.allocUnsafeSlow(Math.min(most - length, doubled));
    blocks.push(block);
    used = 0;
  };
  /** Returns the first `count` bytes in one buffer, and releases the blocks. */
  const join = (count: number): Uint8Array => {
    const [only = NOTHING, ...others] = blocks;
    // Thousands of frames may be waiting, so none of them should occupy memory that it does not use.
    const isWhole = others.length === 0 && 2 * count >= only.length;
    const joined = isWhole ? only.subarray(0, count) : Buffer.allocUnsafe(count);
    let at = 0;
    if (!isWhole)
      for (const each of blocks) {
        at += each.copy(joined, at, 0, count - at);
        release(each);
      }
    blocks = [];
    block = NOTHING;
    [used, length] = [0, 0];
    return joined;
  };
  const beginning = (bytes: Uint8Array, limit: number) => bytes.subarray(0, Math.max(0, limit - length));
  /** Releases all bytes except those needed for evidence and an acknowledgement. */
  const giveUp = () => {
    isCrowded = true;
    grow(-length);
    keep(join(Math.min(length, EXCERPT_BYTES)));
  };
  return {
    get size() {
      return size;
    },
    get isCrowded() {
      return isCrowded;
    },
    /** The number of bytes for which memory is reserved with `grow`. */
    get kept() {
      return isCrowded ? 0 : length;
    },
    add(bytes: Uint8Array) {
      size += bytes.length;
      const kept = beginning(bytes, most);
      if (!isCrowded && kept.length > 0 && !grow(kept.length)) giveUp();
      keep(isCrowded ? beginning(bytes, Math.min(most, EXCERPT_BYTES)) : kept);
    },
    take(): Uint8Array {
      const taken = join(length);
      size = 0;
      isCrowded = false;
      return taken;
    },
  };
}

/** Returns the content as an MLLP frame: VT, content, FS, CR. */
export function framed(content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(START), content, Buffer.of(END, 0x0d)]);
}
