import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHECKOUT } from "../../../dev/environment/place.ts";
import { engineLayers, namedSets, rooms } from "../../support/architecture/rooms.ts";

/** `docs/architecture.md` describes the rooms that `rooms.ts` defines, and names only files that exist. */

const text = readFileSync(join(CHECKOUT, "docs/architecture.md"), "utf8");

/** Returns the text between a heading and the next one. */
function section(heading: string): string {
  const [, rest = ""] = text.split(`\n${heading}\n`);
  return rest.split(/\n#{2,3} /)[0] ?? "";
}

const imports = section("### What each room may import");

/** Returns the entries that a cell lists: rooms, files and packages in backticks, sets in italics. */
function entriesIn(cell: string, sets: Readonly<Record<string, readonly string[]>>): string[] {
  return [...cell.matchAll(/(type )?`([^`]+)`|\*(\w+)\*/g)].flatMap(([, type = "", name = "", set]) =>
    set === undefined ? [`${type}${name.replace(/\/$/, "")}`] : (sets[set] ?? [`no set ${set}`]),
  );
}

const sorted = (entries: readonly string[]): string[] => [...new Set(entries)].toSorted();

function setsIn(lines: string): Record<string, string[]> {
  const sets: Record<string, string[]> = {};
  for (const [, name = "", cell = ""] of lines.matchAll(/^- \*(\w+)\*: (.*)$/gm))
    sets[name] = entriesIn(cell, sets);
  return sets;
}

describe("the page on the architecture", () => {
  const sets = setsIn(imports);
  const rows = [...imports.matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(
    ([, room = "", cell = ""]) => [room.replace(/\/$/, ""), entriesIn(cell, sets)] as const,
  );

  it("defines the sets as rooms.ts does", () => {
    expect(Object.keys(sets).toSorted()).toEqual(Object.keys(namedSets).toSorted());
    for (const [name, entries] of Object.entries(namedSets))
      expect(sorted(sets[name] ?? []), name).toEqual(sorted(entries));
  });

  it("lists every room once", () =>
    expect(rows.map(([room]) => room).toSorted()).toEqual(Object.keys(rooms).toSorted()));

  it.each(rows)("lists what %s may import", (room, entries) =>
    expect(sorted(entries)).toEqual(sorted(rooms[room] ?? [])),
  );

  it("shows the engine's rooms in their order", () => {
    const [, block = ""] = /```\n([\s\S]*?)```/.exec(imports) ?? [];
    const layers = block
      .trim()
      .split("\n")
      .map((line) => line.split(/ {2,}/).map((name) => `engine/${name}`));
    expect(layers).toEqual(engineLayers);
  });

  it.each([
    ["## Rooms of the sidecar", (room: string) => !room.includes("/")],
    ["### Rooms of the engine", (room: string) => room.startsWith("engine/")],
  ] as const)("describes all rooms under %s", (heading, belongs) => {
    const described = [...section(heading).matchAll(/^\| ([^|]+) \|/gm)]
      .flatMap(([, cell = ""]) => entriesIn(cell, {}))
      .map((name) => (heading.endsWith("engine") ? `engine/${name}` : name));
    const missing = Object.keys(rooms).filter((room) => belongs(room) && !described.includes(room));
    expect(missing.filter((room) => room !== "engine")).toEqual([]);
  });

  it("names only files and folders that exist", () => {
    const roots = ["sidecar", "odoo_addon", "static", "dev", "test", "docs", "deploy", "fixtures"];
    const files = roots
      .flatMap((root) => globSync(`${root}/**/*`, { cwd: CHECKOUT }))
      .map((file) => `/${file}${statSync(join(CHECKOUT, file)).isDirectory() ? "/" : ""}`);
    const exists = (path: string) =>
      path === "*/terms.ts" ||
      files.some((file) => file.endsWith(`/${path}`)) ||
      existsSync(join(CHECKOUT, path));
    const named = [...text.matchAll(/`([\w.*-]+\/[\w./*-]*|[\w-]+\.(?:ts|py|xml|json|sh|md))`/g)];
    const paths = named.map(([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(100);
    expect(paths.filter((path) => !exists(path))).toEqual([]);
  });

  it("names every method that glue modules extend, and none that the core does not define", () => {
    const definedIn = (pattern: string): Set<string> =>
      new Set(
        globSync(pattern, { cwd: join(CHECKOUT, "odoo_addon") })
          .filter((file) => !file.includes("/tests/"))
          .flatMap((file) => [
            ...readFileSync(join(CHECKOUT, "odoo_addon", file), "utf8").matchAll(/def (_suture_\w+)/g),
          ])
          .map(([, name = ""]) => name),
      );
    const core = definedIn("suture/**/*.py");
    const extended = [...definedIn("suture_*/**/*.py")].filter((name) => core.has(name));
    const named = new Set([...text.matchAll(/`(_suture_\w+)`/g)].map(([, name = ""]) => name));
    expect(extended.length).toBeGreaterThan(10);
    expect(extended.filter((name) => !named.has(name))).toEqual([]);
    expect([...named].filter((name) => !core.has(name))).toEqual([]);
  });
});
