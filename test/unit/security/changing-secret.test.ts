import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changingSecret } from "../../../sidecar/security/changing-secret.ts";

const FIRST = "first-key-of-the-sidecar";
const NEXT = "next-key-of-the-sidecar";
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suture-secret-"));
  file = join(folder, "key");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a secret in a file", () => {
  it("is the current content of the file, without surrounding spaces and line ends", async () => {
    const source = changingSecret(FIRST, file, 20);
    writeFileSync(file, `${FIRST}\n`);
    expect(await source()).toBe(FIRST);
    writeFileSync(file, `  ${NEXT}\r\n`);
    expect(await source()).toBe(NEXT);
  });

  it.each([
    ["empty", ""],
    ["blank", " \n\n"],
    ["half written", NEXT.slice(0, 19)],
  ])("stays the same while the file is %s", async (_what, text) => {
    const source = changingSecret(FIRST, file, 20);
    writeFileSync(file, NEXT);
    await source();
    writeFileSync(file, text);
    expect(await source()).toBe(NEXT);
  });

  it("stays the same while the file is missing, but is required at start", async () => {
    const source = changingSecret(FIRST, file, 20);
    expect(await source()).toBe(FIRST);
    writeFileSync(file, NEXT);
    expect(await source()).toBe(NEXT);
    rmSync(file);
    expect(await source()).toBe(NEXT);
  });

  it("of a folder is ignored: the first one stays", async () => {
    expect(await changingSecret(FIRST, folder, 20)()).toBe(FIRST);
  });

  it("without a file never changes", async () => {
    expect(await changingSecret(FIRST, null, 20)()).toBe(FIRST);
  });
});
