/**
 * Prints progress to standard error: standard output is for results (`env:up --json`). `takes` describes how long a long step
 * takes ("about a minute, once").
 */
export function progress(text: string, takes?: string): void {
  process.stderr.write(takes === undefined ? `  ${text}\n` : `  ${text} (${takes})\n`);
}

/** Opens a group of steps. */
export function heading(text: string): void {
  process.stderr.write(`\n${text}\n`);
}

/** Prints an error for people, without a stack, and makes the command fail. */
export function reportFailure(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n✗ ${message}\n`);
  process.exitCode = 1;
}
