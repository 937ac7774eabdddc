/** Runs work on a body of this many bytes when it is its turn. Returns its result. */
export type InTurn = <Result>(bytes: number, work: () => Promise<Result>) => Promise<Result>;

type Waiting = { readonly bytes: number; readonly go: () => void };

/**
 * Limits the copies of bodies in memory. Storing a body needs several copies of it: for the thread that splits it, and for the
 * statement that inserts it. Bodies are therefore stored at the same time only while they have at most `most` bytes together; a
 * larger one is stored alone. The others wait in order of arrival, in the memory that they already have. A body of at most `small`
 * bytes never waits.
 */
export function createTurns(most: number, small: number): InTurn {
  const queue: Waiting[] = [];
  let busy = 0;
  const advance = () => {
    for (let next = queue[0]; next && fits(next.bytes); next = queue[0]) {
      queue.shift();
      busy += next.bytes;
      next.go();
    }
  };
  const fits = (bytes: number) => busy === 0 || busy + bytes <= most;

  return async (bytes, work) => {
    if (bytes <= small) return work();
    const turn = new Promise<void>((go) => queue.push({ bytes, go }));
    advance();
    await turn;
    try {
      return await work();
    } finally {
      busy -= bytes;
      advance();
    }
  };
}
