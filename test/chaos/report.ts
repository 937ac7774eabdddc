import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tableLines } from "../../dev/demo/table.ts";
import type { Result } from "./chaos-test.ts";

export type Report = Result & {
  readonly number: number;
  readonly title: string;
  /** How long it took. */
  readonly seconds: number;
};

const HEADINGS = ["#", "sent", "applied", "duplicated", "lost", "inverted", "exceptions", "took", "", "also"];

/** Returns the table of counts, and every miss in words. */
export function reportLines(reports: readonly Report[], width: number): string[] {
  const rows = reports.map(({ number, counts, misses, figures, seconds }) => [
    String(number),
    ...[counts.sent, counts.applied, counts.duplicated, counts.lost, counts.inverted, counts.exceptions].map(
      String,
    ),
    `${Math.round(seconds)} s`,
    misses.length === 0 ? "✓" : "✗",
    Object.entries(figures)
      .map(([what, value]) => `${what}: ${value}`)
      .join("; "),
  ]);
  const missed = reports.flatMap(({ number, title, misses }) =>
    misses.length === 0 ? [] : ["", `✗ ${number}. ${title}`, ...misses.map((miss) => `  - ${miss}`)],
  );
  return [...tableLines(HEADINGS, rows, width), ...missed];
}

/** Writes the counts for programs. */
export function saveReport(
  folder: string,
  content: { readonly seed: number; readonly scale: number; readonly reports: readonly Report[] },
): void {
  writeFileSync(join(folder, "report.json"), `${JSON.stringify(content, null, 2)}\n`);
}
