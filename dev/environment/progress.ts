/**
 * Says what is being done, on standard error: standard output belongs to results (`env:up --json`).
 * `takes` tells how long a long step lasts, in words ("about a minute, once").
 */
export function progress(text: string, takes?: string): void {
  process.stderr.write(takes === undefined ? `  ${text}\n` : `  ${text} (${takes})\n`);
}

/** Opens a group of steps. */
export function heading(text: string): void {
  process.stderr.write(`\n${text}\n`);
}

/** Prints what went wrong as a person should read it, without a stack, and makes the command fail. */
export function reportFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n✗ ${message}\n`);
  process.exitCode = 1;
}
