/** Makes each loop run now instead of waiting for its timer, in the given order. */
export function nudge(...loops: readonly { nudge(): void }[]): void {
  for (const loop of loops) loop.nudge();
}
