/** The size in bytes below which chunks are copied into a block. It is the size of a decoder's output chunks. */
const SMALL = 16_384;

export type Gathered = {
  add(piece: Buffer): void;
  /** Returns the bytes of all added chunks as one body. */
  whole(): Buffer;
};

/**
 * Collects the chunks of a body, whose sizes the sender determines. A chunk uses hundreds of bytes in addition to its content, so
 * a body that arrives byte by byte would use five hundred times its size. Therefore small chunks are copied into blocks. The
 * first chunk is not copied, because it is usually the only one.
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
