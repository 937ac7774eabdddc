/** The size in bytes below which chunks are copied into a block. It is the size of a decoder's output chunks. */
const SMALL = 16_384;

export type Gathered = {
  add(piece: Uint8Array): void;
  /** Returns the bytes of all added chunks as one body. */
  whole(): Buffer;
};

export type GatheredRules = {
  /** Whether the source uses the memory of a chunk again, so that it must be copied. False by default. */
  readonly isReused?: boolean;
  /** The maximum number of bytes to keep. What exceeds it is ignored. */
  readonly mostBytes?: number;
};

/**
 * Collects the chunks of a body, whose sizes the sender determines. A chunk uses hundreds of bytes in addition to its content, so
 * a body that arrives byte by byte would use five hundred times its size. Therefore small chunks are copied into blocks. The
 * first chunk is not copied, because it is usually the only one, unless its source uses its memory again.
 */
export function gathered({
  isReused = false,
  mostBytes = Number.POSITIVE_INFINITY,
}: GatheredRules = {}): Gathered {
  const pieces: Uint8Array[] = [];
  let block = Buffer.alloc(0);
  let used = 0;
  let size = 0;
  const endBlock = () => {
    if (used > 0) pieces.push(block.subarray(0, used));
    block = Buffer.alloc(0);
    used = 0;
  };
  const keep = (piece: Uint8Array) => {
    endBlock();
    pieces.push(isReused ? new Uint8Array(piece) : piece);
  };
  const copy = (piece: Uint8Array) => {
    if (used + piece.length > block.length) endBlock();
    if (used === 0) block = Buffer.allocUnsafeSlow(SMALL);
    block.set(piece, used);
    used += piece.length;
  };
  return {
    add(piece) {
      const kept = size + piece.length > mostBytes ? piece.subarray(0, mostBytes - size) : piece;
      if (kept.length === 0) return;
      if (size === 0 || kept.length >= SMALL) keep(kept);
      else copy(kept);
      size += kept.length;
    },
    whole() {
      endBlock();
      return Buffer.concat(pieces, size);
    },
  };
}
