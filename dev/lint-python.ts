// Lints the Python files of the addon and of dev/ and checks their format: `node dev/lint-python.ts`. `--fix` formats the files
// and sorts their imports.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Diagnostic, PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-nodejs";
import { CHECKOUT } from "./environment/place.ts";

const FILES = ["odoo_addon/**/*.py", "dev/**/*.py"];
const SELECT = ["E", "F", "W", "I", "B", "UP"];
// The rules that do not apply to files with this name. The imports in a package's `__init__.py` seem unused and are in the order
// in which the models depend on each other; a manifest is a single expression.
const ALLOWED: Readonly<Record<string, string[]>> = {
  "__init__.py": ["F401", "I"],
  "__manifest__.py": ["B018"],
};

const fix = process.argv.includes("--fix");
const problems = globSync(FILES, { cwd: CHECKOUT })
  .sort()
  .flatMap(fix ? repair : inspect);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

function inspect(file: string): string[] {
  const text = readFileSync(join(CHECKOUT, file), "utf8");
  const found = diagnostics(file, text);
  const readable = found.every(({ code }) => code !== null && code !== "invalid-syntax");
  const unformatted = readable && workspace(file).format(text) !== text;
  const lines = found.map((one) => `${file}:${position(one)}: ${one.code ?? "syntax"} ${one.message}`);
  return unformatted ? [...lines, `${file}:1:1: is not formatted. Run: npm run format`] : lines;
}

function repair(file: string): string[] {
  const path = join(CHECKOUT, file);
  const before = readFileSync(path, "utf8");
  const sorted = withFixes(
    before,
    diagnostics(file, before).filter(({ code }) => code?.startsWith("I")),
  );
  try {
    const after = workspace(file).format(sorted);
    if (after !== before) writeFileSync(path, after);
  } catch {
    // The file is not valid Python. inspect() reports the position.
  }
  return inspect(file);
}

function diagnostics(file: string, text: string): Diagnostic[] {
  return workspace(file).check(text) as Diagnostic[];
}

function position({ start_location: { row, column } }: Diagnostic): string {
  return `${row}:${column}`;
}

/** Applies the fixes to the text, beginning with the last one, so that the positions of the others remain correct. */
function withFixes(text: string, found: readonly Diagnostic[]): string {
  const edits = found.flatMap((one) => one.fix?.edits ?? []).sort((a, b) => b.location.row - a.location.row);
  return edits.reduce((rest, { location, end_location, content }) => {
    const lines = rest.split("\n");
    const offset = (at: { row: number; column: number }) =>
      lines.slice(0, at.row - 1).reduce((sum, line) => sum + line.length + 1, 0) + at.column - 1;
    return rest.slice(0, offset(location)) + (content ?? "") + rest.slice(offset(end_location));
  }, text);
}

function workspace(file: string): Workspace {
  const ignore = ALLOWED[basename(file)] ?? [];
  const settings = { "line-length": 110, "target-version": "py310", lint: { select: SELECT, ignore } };
  return new Workspace(settings, PositionEncoding.Utf16);
}
