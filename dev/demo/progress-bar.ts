const WIDTH = 24;

/** The stream to which a progress bar is written, such as standard error. */
export type Terminal = {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
};

export type ProgressBar = {
  /** Announces the next step. */
  readonly tell: (text: string) => void;
  /** Removes the bar, so that something else can be printed. */
  readonly end: () => void;
};

/**
 * Creates a progress bar for `total` steps. On a terminal, it is drawn in place; elsewhere, each step is written as a separate
 * line.
 */
export function progressBar(total: number, terminal: Terminal): ProgressBar {
  let step = 0;
  return {
    tell: (text) => {
      step += 1;
      if (!terminal.isTTY)
        terminal.write(`  [${String(step).padStart(String(total).length)}/${total}] ${text}\n`);
      else terminal.write(`\r\x1b[2K${barLine(step, total, text).slice(0, (terminal.columns ?? 80) - 1)}`);
    },
    end: () => {
      if (terminal.isTTY) terminal.write("\r\x1b[2K");
    },
  };
}

function barLine(step: number, total: number, text: string): string {
  const full = Math.round((step / total) * WIDTH);
  return `  ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${step}/${total} ${text}`;
}
