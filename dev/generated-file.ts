import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "./environment/place.ts";

/**
 * Writes a generated file of the repository. With `--check` on the command line, it writes nothing; if the file is stale, it
 * prints its path and sets the exit code to 1.
 * @param path the path of the file, relative to the root of the checkout
 * @param generator the path of the script that generates it, also relative to the root
 */
export function generateFile(path: string, generator: string, content: string): void {
  const file = join(CHECKOUT, path);
  if (!process.argv.includes("--check")) writeFileSync(file, content);
  else if (contentOf(file) !== content) {
    console.error(`${path} is stale: run \`node ${generator}\` and commit it.`);
    process.exitCode = 1;
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Returns a Markdown table. Cells may contain any single-line Markdown. Vertical bars in them are escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}
