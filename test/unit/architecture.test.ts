import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

/** Who may know whom: the pure rooms stay pure, and the engine knows no web server, broker or database. */

const sidecar = fileURLToPath(new URL("../../sidecar", import.meta.url));

type Import = { readonly from: string; readonly what: string; readonly typeOnly: boolean };

/** What each pure room may import besides itself: packages, and paths of other rooms. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  documents: ["zod"],
  terms: [],
  codecs: ["zod", "decimal.js", "terms/"],
  formats: ["zod", "decimal.js", "documents/", "codecs/", "terms/"],
  flows: ["zod", "decimal.js", "documents/", "terms/"],
};

/** Of flows, a format may know only the words of the declaration. */
const typesForFormats = "flows/flow.ts";

/** What has no place in a pure room, as it shows in the text of a file. */
const impurities: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["the clock", /\bDate\.now\b|\bnew Date\(\)|\bDate\(\)|\bperformance\b|\bTemporal\.Now\b/],
  ["randomness", /\bMath\.random\b|\bcrypto\b|\brandomUUID\b/],
  ["timers", /\bset(Timeout|Interval|Immediate)\b|\bqueueMicrotask\b/],
  ["the process", /\bprocess\.|\bglobalThis\b|\bconsole\./],
  ["the network", /\bfetch\(|\bWebSocket\b/],
  ["modules loaded while running", /\bimport\(|\brequire\(/],
];

function filesOf(room: string): string[] {
  return readdirSync(join(sidecar, room), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(room, name));
}

const textOf = (file: string) => readFileSync(join(sidecar, file), "utf8");

/** The code without comments, which may speak of anything. */
const codeOf = (file: string) => textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");

function importsOf(file: string): Import[] {
  const found = codeOf(file).matchAll(/^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm);
  return [...found].map(([, type, what = ""]) => ({
    from: file,
    what: what.startsWith(".") ? relative(sidecar, join(sidecar, dirname(file), what)) : what,
    typeOnly: type !== undefined,
  }));
}

function isAllowed(room: string, { what, typeOnly }: Import): boolean {
  if (what.startsWith(`${room}/`)) return true;
  if (room === "formats" && what === typesForFormats) return typeOnly;
  return (mayImport[room] ?? []).some((each) => (each.endsWith("/") ? what.startsWith(each) : what === each));
}

describe.each(Object.keys(mayImport))("%s/", (room) => {
  const files = filesOf(room);

  test("has files", () => expect(files.length).toBeGreaterThan(0));

  test.each(files)("%s imports only what it may", (file) => {
    const wrong = importsOf(file).filter((each) => !isAllowed(room, each));
    expect(wrong.map(({ from, what }) => `${from} imports ${what}`)).toEqual([]);
  });

  test.each(files)("%s touches nothing outside itself", (file) => {
    const code = codeOf(file);
    expect(impurities.filter(([, pattern]) => pattern.test(code)).map(([what]) => what)).toEqual([]);
  });
});

describe("the rule finds what it looks for", () => {
  test.each([
    "new Date()",
    "Date.now()",
    "Math.random()",
    'await import("x")',
    "process.env.X",
    "setTimeout(go, 1)",
  ])("%s", (code) => expect(impurities.some(([, pattern]) => pattern.test(code))).toBe(true));

  test("imports of every form", () => {
    const wrong = ["node:fs", "engine/apply/apply.ts", "express", "odoo/gateway.ts"];
    expect(wrong.filter((what) => isAllowed("flows", { from: "flows/x.ts", what, typeOnly: true }))).toEqual(
      [],
    );
    expect(isAllowed("formats", { from: "", what: typesForFormats, typeOnly: false })).toBe(false);
  });
});

describe("engine/", () => {
  const outside = ["express", "amqplib", "pg"];

  test.each(filesOf("engine"))("%s knows no web server, broker or database", (file) => {
    const wrong = importsOf(file).filter(({ what }) => outside.includes(what));
    expect(wrong.map(({ from, what }) => `${from} imports ${what}`)).toEqual([]);
  });
});
