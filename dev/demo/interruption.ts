/** A person's wish to end: Ctrl-C, or a request from whoever started the command. */
export type Interruption = {
  /** Whether the wish is there. What fails after that fails because of it, and needs no explanation. */
  readonly happened: () => boolean;
  /** Stays until the wish is there. */
  readonly wait: () => Promise<void>;
};

/** 128 + SIGINT, as shells have it. */
export const INTERRUPTED = 130;

const LONG_MS = 2 ** 31 - 1;

/** Listens for the wish to end. At the second one the process exits at once. */
export function listenForInterruption(): Interruption {
  const { promise, resolve } = Promise.withResolvers<void>();
  let happened = false;
  const wish = () => {
    if (happened) process.exit(INTERRUPTED);
    happened = true;
    process.stderr.write(
      "\n  Ending. Ctrl-C again ends at once; npm run env:down then stops what is left.\n",
    );
    resolve();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, wish);
  return {
    happened: () => happened,
    wait: async () => {
      const awake = setInterval(() => {}, LONG_MS); // a promise alone does not keep a process running
      await promise;
      clearInterval(awake);
    },
  };
}
