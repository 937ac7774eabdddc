import { describe, expect, it } from "vitest";
import {
  type Import,
  importsIn,
  sidecarFiles,
  sidecarImports,
  sourceOf,
  withoutComments,
} from "../support/architecture/imports.ts";
import { engineLayers, pureRooms, rooms } from "../support/architecture/rooms.ts";
import {
  circlesOfFiles,
  circlesOfRooms,
  forbidden,
  isAllowed,
  roomOf,
  TERMS,
} from "../support/architecture/rules.ts";

/** Checks the imports of the sidecar against `test/support/architecture/rooms.ts`. */

const files = sidecarFiles();
const imports = sidecarImports();

/** Patterns of code that pure rooms must not contain. */
const impurities: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["the clock", /\bDate\.now\b|\bnew Date\(\)|\bDate\(\)|\bperformance\b|\bTemporal\.Now\b/],
  ["randomness", /\bMath\.random\b|\bcrypto\b|\brandomUUID\b/],
  ["timers", /\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/],
  ["the process", /\bprocess\.|\bglobalThis\b|\bconsole\./],
  ["the network", /\bfetch\(|\bWebSocket\b/],
  ["modules loaded while running", /\bimport\(|\brequire\(/],
];

describe("the sidecar", () => {
  it("has every file in a room, and files in every room", () => {
    const found = new Set(files.map((file) => roomOf(rooms, file)));
    expect(files.filter((file) => roomOf(rooms, file) === null)).toEqual([]);
    expect(Object.keys(rooms).filter((room) => room !== TERMS && !found.has(room))).toEqual([]);
  });

  it.each(Object.keys(rooms))("%s imports only what it may", (room) => {
    expect(
      forbidden(
        rooms,
        imports.filter(({ from }) => roomOf(rooms, from) === room),
      ),
    ).toEqual([]);
  });

  it("has no circle of rooms: all arrows point down", () => expect(circlesOfRooms(rooms)).toEqual([]));

  it("has no circle of files", () => expect(circlesOfFiles(imports)).toEqual([]));
});

describe.each(pureRooms)("%s/", (room) => {
  it.each(files.filter((file) => file.startsWith(`${room}/`)))("%s is pure", (file) => {
    const code = withoutComments(sourceOf(file));
    expect(impurities.filter(([, pattern]) => pattern.test(code)).map(([what]) => what)).toEqual([]);
  });
});

// The following tests check the checker: it must find a forbidden import in every form.

/** Other packages than those of Node that any room may import. */
const packages = [...new Set(Object.values(rooms).flat())]
  .map((entry) => entry.replace(/^type /, ""))
  .filter((entry) => !(entry in rooms) && !entry.endsWith(".ts") && entry !== "node:");
const fileIn = (room: string): string =>
  room.endsWith(".ts") ? room.replace("*", "x") : `${room}/synthetic.ts`;

const forms: readonly (readonly [form: string, write: (specifier: string) => string, typeOnly: boolean])[] = [
  ["a value", (specifier) => `import { thing } from "${specifier}";`, false],
  ["a type", (specifier) => `import type { Thing } from "${specifier}";`, true],
  ["a type among names", (specifier) => `import { type Thing } from "${specifier}";`, true],
  [
    "a value beside a type",
    (specifier) => `import {\n  type Thing,\n  thing,\n} from "${specifier}";`,
    false,
  ],
  ["a re-export", (specifier) => `export { thing } from "${specifier}";`, false],
  ["a re-exported type", (specifier) => `export type { Thing } from "${specifier}";`, true],
  ["all of it", (specifier) => `import * as things from "${specifier}";`, false],
  ["for its effects", (specifier) => `import "${specifier}";`, false],
  ["while running", (specifier) => `const things = await import("${specifier}");`, false],
];

const up = (file: string): string => "../".repeat(file.split("/").length - 1) || "./";

/** Returns the import of `what` by a file of the room, written in one of the forms and parsed like any file. */
function synthetic(room: string, what: string, write: (specifier: string) => string): Import[] {
  const from = fileIn(room);
  const specifier = what.endsWith(".ts") ? `${up(from)}${what}` : what;
  return importsIn(from, `/** A file. */\n${write(specifier)}\n\nexport const other = 1;\n`);
}

/** Returns what a room may not import by the table: rooms and packages that it does not list. */
const notNamedBy = (room: string): string[] => {
  const named = (rooms[room] ?? []).map((entry) => entry.replace(/^type /, ""));
  const others = Object.keys(rooms).filter((other) => other !== room && !named.includes(other));
  const own = (other: string) => other === TERMS;
  return [...others.filter((other) => !own(other)).map(fileIn), ...packages, "node:fs", "left-pad"].filter(
    (what) => !named.includes(what) && !(what === "node:fs" && named.includes("node:")),
  );
};

describe.each(Object.keys(rooms))("a forbidden arrow from %s is found", (room) => {
  it.each(notNamedBy(room))("to %s", (what) => {
    for (const [form, write] of forms) {
      const found = forbidden(rooms, synthetic(room, what, write));
      expect(found, form).toEqual([`${fileIn(room)} imports ${what}`]);
    }
  });
});

describe.each(Object.keys(rooms).filter((room) => rooms[room]?.length))("an arrow from %s", (room) => {
  const entries = rooms[room] ?? [];
  it.each(entries.filter((entry) => entry.startsWith("type ")))(
    "for a %s is found when it imports a value",
    (entry) => {
      const name = entry.slice(5);
      const what = name in rooms && !name.endsWith(".ts") ? fileIn(name) : name;
      for (const [form, write, typeOnly] of forms)
        expect(forbidden(rooms, synthetic(room, what, write)).length, form).toBe(typeOnly ? 0 : 1);
    },
  );

  it.each(entries.filter((entry) => !entry.startsWith("type ")))("to %s may be drawn", (entry) => {
    const what = entry === "node:" ? "node:fs" : entry in rooms ? fileIn(entry) : entry;
    for (const [form, write] of forms)
      expect(forbidden(rooms, synthetic(room, what, write)), form).toEqual([]);
  });
});

describe("the engine's order", () => {
  const pairs = engineLayers.flatMap((layer, height) =>
    layer.flatMap((room) =>
      engineLayers
        .slice(0, height + 1)
        .flat()
        .filter((other) => other !== room)
        .map((other) => [room, other] as const),
    ),
  );

  it("names every room of the engine", () => {
    const named = engineLayers.flat();
    expect(Object.keys(rooms).filter((room) => room.startsWith("engine/") && !named.includes(room))).toEqual(
      [],
    );
  });

  it.each(pairs)("%s does not import %s, which is above or beside it", (room, other) => {
    expect(isAllowed(rooms, { from: fileIn(room), what: fileIn(other), typeOnly: true })).toBe(false);
  });

  const world = [
    "journal",
    "broker",
    "odoo",
    "observability",
    "http",
    "transports",
    "api",
    "composition",
    "limits",
  ];
  it.each(engineLayers.flat())(
    "%s imports no implementation of its ports, no server and no driver",
    (room) => {
      for (const other of [...world.map(fileIn), "express", "amqplib", "pg"])
        expect(isAllowed(rooms, { from: fileIn(room), what: other, typeOnly: true }), other).toBe(false);
    },
  );

  it.each(["api", "http", "transports", "limits", "observability", "broker", "odoo"])(
    "%s does not import the journal",
    (room) => {
      expect(isAllowed(rooms, { from: fileIn(room), what: "journal/journal.ts", typeOnly: true })).toBe(
        false,
      );
    },
  );
});

describe("a circle is found", () => {
  const arrow = (from: string, what: string, typeOnly = false): Import => ({ from, what, typeOnly });

  it("of two files, of three, and of types alone", () => {
    expect(circlesOfFiles([arrow("a.ts", "b.ts"), arrow("b.ts", "a.ts")])).toEqual([["a.ts", "b.ts"]]);
    expect(
      circlesOfFiles([arrow("a.ts", "b.ts"), arrow("b.ts", "c.ts"), arrow("c.ts", "a.ts", true)]),
    ).toEqual([["a.ts", "b.ts", "c.ts"]]);
    expect(circlesOfFiles([arrow("a.ts", "a.ts", true)])).toEqual([["a.ts"]]);
  });

  it("apart from another, and from what only leads to it", () => {
    const one = [arrow("a.ts", "b.ts"), arrow("b.ts", "a.ts")];
    const other = [arrow("c.ts", "d.ts"), arrow("d.ts", "c.ts"), arrow("e.ts", "c.ts"), arrow("c.ts", "zod")];
    expect(circlesOfFiles([...one, ...other])).toEqual([
      ["a.ts", "b.ts"],
      ["c.ts", "d.ts"],
    ]);
    expect(circlesOfFiles([arrow("a.ts", "b.ts"), arrow("a.ts", "c.ts"), arrow("b.ts", "c.ts")])).toEqual([]);
  });

  it("of rooms, also through a single file and through types", () => {
    expect(circlesOfRooms({ a: ["b"], b: ["type a/x.ts"] })).toEqual([["a", "b"]]);
    expect(circlesOfRooms({ a: ["a/in"], "a/in": ["a/x.ts"] })).toEqual([["a", "a/in"]]);
    expect(circlesOfRooms({ a: ["b", "zod"], b: ["c"], c: [] })).toEqual([]);
  });

  it("of the sidecar, once any file of the journal's ports imports the journal", () => {
    const more = importsIn(
      "engine/ports/journal/documents.ts",
      'import type { J } from "../../../journal/journal.ts";',
    );
    expect(circlesOfFiles([...imports, ...more]).length).toBe(1);
  });
});

describe("the impurity of a file is found", () => {
  it.each([
    "new Date()",
    "Date.now()",
    "Math.random()",
    'await import("x")',
    "process.env.X",
    "setTimeout(go, 1)",
  ])("%s", (code) => expect(impurities.some(([, pattern]) => pattern.test(code))).toBe(true));
});
