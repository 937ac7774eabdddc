/**
 * The frames of the Minimal Lower Layer Protocol (HL7 v2 transport specification, release 1): VT, the content, FS, CR. Pure;
 * bytes may come in any pieces.
 */

const START = 0x0b;
const END = 0x1c;
const CR = 0x0d;
const FIRST_CAPACITY = 4096;
/** Of content that is not accepted, only this much is kept: as evidence, and for the header that an answer needs. */
export const EXCERPT_BYTES = 4096;
/** What stands between frames without meaning anything: CR behind FS, line ends, blanks. */
const BETWEEN = [0x0d, 0x0a, 0x20, 0x09, 0x00];
/** A start byte is also a character of text (a line break pasted from a word processor): only in front of these it starts. */
const NEXT_FRAME = new RegExp(`${String.fromCharCode(START)}(?=MSH|FHS|BHS)`, "g");
/** A frame with more starts in it is rubbish, and answered once. */
const MOST_STARTS = 100;

export type FrameEvent =
  | { readonly kind: "frame"; readonly bytes: Uint8Array }
  /** Content whose beginning or end was lost on the way: the next frame began before it ended, or it had no start. */
  | { readonly kind: "cut"; readonly bytes: Uint8Array; readonly size: number }
  /** Content that contains FS: the end of the sender's message is ambiguous. */
  | { readonly kind: "damaged"; readonly bytes: Uint8Array; readonly size: number }
  /** Content for which there was no room; the rest of it is passed over. */
  | { readonly kind: "crowded"; readonly bytes: Uint8Array; readonly size: number }
  /** Content that is longer than allowed; the rest of it is passed over. */
  | { readonly kind: "oversized"; readonly bytes: Uint8Array; readonly size: number }
  /** The sender has gone in the middle of a frame. */
  | { readonly kind: "incomplete"; readonly bytes: Uint8Array; readonly size: number }
  /** Bytes outside any frame; nobody waits for an answer to them. */
  | { readonly kind: "garbage"; readonly bytes: Uint8Array; readonly size: number };

export type FrameReader = {
  /** Returns the frames that the piece completes, in order. */
  push(piece: Uint8Array): FrameEvent[];
  /** The last byte was FS: the next one decides whether it ends the frame. */
  isEnding(): boolean;
  /** Returns the frame that ended with FS alone, once nothing has followed it for long enough. */
  settle(): FrameEvent[];
  /** Returns what is left when the sender has disconnected. */
  end(): FrameEvent[];
  /** The bytes of an incomplete frame, as far as they are kept. */
  held(): number;
  /** A frame has begun and its end has not come. */
  isInFrame(): boolean;
};

/** Reserves this many more bytes of memory, or releases them when negative. @returns false if there is no room for them */
export type Grow = (bytes: number) => boolean;

/**
 * Reads frames of at most `maximumBytes` content. A frame ends at FS CR, or at FS when the next frame begins behind it: some
 * senders leave CR out. FS in front of anything else is content, and damages the frame. Behind a broken frame the next one
 * is found again.
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

  /** The byte after FS: a CR, followed by the next start, makes it the frame's end. */
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

/** One byte of white space, or all up to the next byte that starts or ends a frame. */
function endOfNoise(piece: Uint8Array, at: number): number {
  if (BETWEEN.includes(piece[at] ?? 0)) return at + 1;
  // Each byte is looked at once: what comes behind the nearest of them is the next one's.
  const end = piece.indexOf(END, at);
  const noise = piece.subarray(at, end < 0 ? piece.length : end);
  const start = noise.indexOf(START);
  return at + (start < 0 ? noise.length : start);
}

function cut(bytes: Uint8Array): FrameEvent {
  return { kind: "cut", bytes, size: bytes.length };
}

/** Content is accepted whole or not at all: with FS in it, it may be two messages, or have lost what was between them. */
function whole(bytes: Uint8Array): FrameEvent {
  return bytes.includes(END) ? { kind: "damaged", bytes, size: bytes.length } : { kind: "frame", bytes };
}

/** A frame that lost its end has the next one in its content. */
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

/** Bytes gathered without a piece of memory for each; beyond `most`, or when there is no room for them, they are only counted. */
function growing(most: number, grow: Grow) {
  let buffer = Buffer.alloc(0);
  let length = 0;
  let size = 0;
  let isCrowded = false;
  /**
   * Most content arrives in one piece, and occupies what it holds. Growing content does not come from the memory pool that small
   * pieces share.
   */
  const room = (least: number) =>
    buffer.length === 0
      ? Buffer.allocUnsafe(least)
      : Buffer.allocUnsafeSlow(Math.min(most, Math.max(FIRST_CAPACITY, 2 * buffer.length, least)));
  const keep = (bytes: Uint8Array) => {
    if (length + bytes.length > buffer.length) {
      const grown = room(Math.min(most, length + bytes.length));
      buffer.copy(grown, 0, 0, length);
      buffer = grown;
    }
    buffer.set(bytes, length);
    length += bytes.length;
  };
  const beginning = (bytes: Uint8Array, limit: number) => bytes.subarray(0, Math.max(0, limit - length));
  /** Lets go of all but what evidence and an answer need. */
  const giveUp = () => {
    isCrowded = true;
    grow(-length);
    length = Math.min(length, EXCERPT_BYTES);
    buffer = Buffer.from(buffer.subarray(0, length));
  };
  return {
    get size() {
      return size;
    },
    get isCrowded() {
      return isCrowded;
    },
    /** Bytes that count as taken in. */
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
      const used = buffer.subarray(0, length);
      // Thousands may wait for their turn: none of them with room that it does not need.
      const taken = 2 * length < buffer.length ? Buffer.from(used) : used;
      buffer = Buffer.alloc(0);
      length = 0;
      size = 0;
      isCrowded = false;
      return taken;
    },
  };
}

/** Returns the frame for a content. */
export function framed(content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(START), content, Buffer.of(END, 0x0d)]);
}
