/**
 * Frees the memory of bytes that nothing uses any more, and empties them. Otherwise, the garbage collector would free it, but only
 * after some 64 MB of received chunks have accumulated. Bytes that share their memory with others, like small buffers of Node's
 * pool, are left to the garbage collector.
 */
export function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength) buffer.transfer(0);
}
