/** A request to end: Ctrl-C, or a signal from the process that started the command. */
export type Interruption = {
  /** Whether the request was made. Later failures result from it, and need no explanation. */
  readonly happened: () => boolean;
  /** Resolves when the request is made. */
  readonly wait: () => Promise<void>;
};

/** 128 + SIGINT, as in shells. */
export const INTERRUPTED = 130;

const LONG_MS = 2 ** 31 - 1;

/** Listens for requests to end. At the second one the process exits immediately. */
export function listenForInterruption(): Interruption {
  const { promise, resolve } = Promise.withResolvers<void>();
  let happened = false;
  const wish = () => {
    if (happened) process.exit(INTERRUPTED);
    happened = true;
    process.stderr.write(
      "\n  Stopping. Press Ctrl-C again to exit immediately; npm run env:down then stops what is left.\n",
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
