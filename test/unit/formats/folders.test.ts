import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** All formats have the same files, none imports another, and only the composition imports the registry. */

const sidecar = fileURLToPath(new URL("../../../sidecar", import.meta.url));
const folders = readdirSync(join(sidecar, "formats"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "shared")
  .map(({ name }) => name);

const filesOf = (room: string) =>
  readdirSync(join(sidecar, room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(room, name));

/** Returns the files that a file imports, as paths relative to sidecar/. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(sidecar, file), "utf8");
  return [...text.matchAll(/from\s+"(\.[^"]+)"/g)].map(([, what = ""]) =>
    relative(sidecar, join(sidecar, dirname(file), what)),
  );
}

/** Returns a circle of imports as the path from a file back to itself, or null. */
function circleThrough(
  file: string,
  path: readonly string[] = [],
  done = new Set<string>(),
): string[] | null {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (done.has(file)) return null;
  done.add(file);
  for (const next of importsOf(file).filter((each) => each.startsWith("formats/"))) {
    const circle = circleThrough(next, [...path, file], done);
    if (circle) return circle;
  }
  return null;
}

describe.each(folders)("formats/%s", (folder) => {
  const files = filesOf(`formats/${folder}`);

  test.each(["format.ts", "options.ts", "split.ts", "reader.ts"])("contains %s", (name) =>
    expect(files).toContain(`formats/${folder}/${name}`),
  );

  test("imports no other format", () => {
    const foreign = files.flatMap((file) =>
      importsOf(file).filter((what) =>
        folders.some((other) => other !== folder && what.startsWith(`formats/${other}/`)),
      ),
    );
    expect(foreign).toEqual([]);
  });

  test("has no circle of files", () =>
    expect(files.map((file) => circleThrough(file)).filter((circle) => circle !== null)).toEqual([]));
});

test("shared files import no format", () => {
  const shared = filesOf("formats").filter(
    (file) => !folders.some((each) => file.startsWith(`formats/${each}/`)),
  );
  const knowing = shared.filter((file) =>
    importsOf(file).some((what) => folders.some((each) => what.startsWith(`formats/${each}/`))),
  );
  expect(knowing).toEqual(["formats/registry.ts"]);
});

test("only the composition imports the registry", () => {
  const knowing = filesOf(".").filter((file) => importsOf(file).includes("formats/registry.ts"));
  expect(knowing.filter((file) => !file.startsWith("composition/"))).toEqual([]);
  expect(knowing).not.toEqual([]);
});
