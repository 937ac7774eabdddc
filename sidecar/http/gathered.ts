/** Smaller pieces are copied together. As large as what a decoder gives at a time. */
const SMALL = 16_384;

export type Gathered = {
  add(piece: Buffer): void;
  /** All of it, as one. */
  whole(): Buffer;
};

/**
 * Gathers a body of pieces that its sender chooses. A piece takes up hundreds of bytes beside its own, so that a body which comes byte by
 * byte would take up five hundred times what it is counted as: small pieces go into blocks. The first is kept as it is, for it is mostly
 * the only one.
 */
export function gathered(): Gathered {
  const pieces: Buffer[] = [];
  let block = Buffer.alloc(0);
  let used = 0;
  let size = 0;
  const endBlock = () => {
    if (used > 0) pieces.push(block.subarray(0, used));
    block = Buffer.alloc(0);
    used = 0;
  };
  return {
    add(piece) {
      const isKept = size === 0 || piece.length >= SMALL;
      size += piece.length;
      if (isKept || used + piece.length > block.length) endBlock();
      if (isKept) return void pieces.push(piece);
      if (used === 0) block = Buffer.allocUnsafeSlow(SMALL);
      used += piece.copy(block, used);
    },
    whole() {
      endBlock();
      return Buffer.concat(pieces, size);
    },
  };
}
