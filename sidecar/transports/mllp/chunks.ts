import type { Socket } from "node:net";

export type Chunks = {
  /**
   * Resolves to the next chunk of received bytes, or to null after the peer has closed its side. The caller may release the
   * memory of the chunk, and must not call `next` again before the previous call has resolved.
   * @throws Error if the socket fails, or closes before its peer has closed its side
   */
  next(): Promise<Buffer | null>;
};

/**
 * Reads a socket chunk by chunk, and only when the caller asks for the next chunk. Unlike the iterator of a stream, it does not
 * join waiting chunks, because the copies would accumulate as garbage while many peers send at full speed.
 */
export function chunksOf(socket: Socket): Chunks {
  const waiting: Buffer[] = [];
  let failure: Error | null = null;
  let wake = () => {};
  const fail = (error: Error) => {
    failure ??= error;
    wake();
  };
  socket.pause();
  socket.on("data", (chunk: Buffer) => {
    socket.pause();
    waiting.push(chunk);
    wake();
  });
  socket.once("end", () => wake());
  socket.once("error", fail);
  socket.once("close", () => fail(new Error("the socket closed")));

  return {
    async next() {
      for (;;) {
        const chunk = waiting.shift();
        if (chunk) return chunk;
        if (socket.readableEnded) return null;
        if (failure) throw failure;
        if (socket.closed) throw new Error("the socket closed");
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        socket.resume();
        await woken;
      }
    },
  };
}
