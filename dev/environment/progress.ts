/**
 * Prints progress to standard error, because standard output is for results (`env:up --json`). `takes` describes how long the
 * step will take ("about a minute, once").
 */
export function progress(text: string, takes?: string): void {
  process.stderr.write(takes === undefined ? `  ${text}\n` : `  ${text} (${takes})\n`);
}

/** Prints the heading of a group of steps. */
export function heading(text: string): void {
  process.stderr.write(`\n${text}\n`);
}

/** Prints the message of an error, without its stack, and sets the exit code to 1. */
export function reportFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n✗ ${message}\n`);
  process.exitCode = 1;
}
