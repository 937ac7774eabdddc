import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { VERSION } from "../../../sidecar/api/openapi/version.ts";
import { ODOO_STATES } from "../../../sidecar/engine/ports/odoo-contact.ts";
import { databaseMark } from "../../../sidecar/odoo/probe.ts";

const textOf = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../odoo_addon/suture/sidecar/${file}`, import.meta.url)), "utf8");

/** Returns the numbers of a Python tuple as a single comparable number. */
function tuple(name: string): number {
  const numbers = new RegExp(`^${name} = \\((\\d+), (\\d+), (\\d+)\\)$`, "m").exec(textOf("versions.py"));
  if (!numbers) throw new Error(`versions.py has no ${name}`);
  return weight(numbers.slice(1).map(Number));
}
const weight = ([major = 0, minor = 0, patch = 0]: readonly number[]) =>
  (major * 1000 + minor) * 1000 + patch;

describe("the versions of addon and sidecar", () => {
  it("the addon supports this sidecar", () => {
    const version = weight(VERSION.split(".").map(Number));
    expect(version).toBeGreaterThanOrEqual(tuple("FROM"));
    expect(version).toBeLessThan(tuple("BEFORE"));
  });

  it("the addon knows every state that the sidecar reports", () => {
    const list = /^ODOO_STATES = \(([^)]*)\)/m.exec(textOf("checks.py"))?.[1] ?? "";
    const known = [...list.matchAll(/"([a-z-]+)"/g)].map(([, state]) => state);
    expect(["reached", ...known].sort()).toEqual([...ODOO_STATES].sort());
  });

  it("a database has the mark that `database_mark` in checks.py computes", () => {
    expect(databaseMark("5d5b1c0e-7f1c-11f0-8d5f-0242ac120002")).toBe("a732732b6cd9ea75");
  });
});
