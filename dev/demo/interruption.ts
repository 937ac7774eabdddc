/** A request to end the command: Ctrl-C, or a signal from the process that started it. */
export type Interruption = {
  /** Returns whether the request was made. Failures after it are its consequences and need no explanation. */
  readonly happened: () => boolean;
  /** Resolves when the request is made. */
  readonly wait: () => Promise<void>;
};

/** The exit code of an interrupted command: 128 + SIGINT, as in shells. */
export const INTERRUPTED = 130;

const LONG_MS = 2 ** 31 - 1;

/** Listens for requests to end the command. On the second request, the process exits immediately. */
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
