import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const module = fileURLToPath(new URL("../../../sidecar/observability/log.ts", import.meta.url));

/** Returns what the logger writes to standard output in a program. */
function written(level: string, statement: string): string {
  const program = `import { createLogger } from ${JSON.stringify(module)}; const log = createLogger("${level}"); ${statement}`;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", program], { encoding: "utf8" });
}

describe("the log", () => {
  it("is one JSON line per step, with its fields, the time and the level", () => {
    const lines = written(
      "info",
      'log.info({ messageId: "m1" }, "one"); log.debug({}, "two"); log.warn({}, "three")',
    )
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { service: "suture", msg: "one", messageId: "m1", level: 30 },
      { msg: "three", level: 40 },
    ]);
    expect(new Date(lines[0].time).toISOString()).toBe(lines[0].time);
  });

  it("contains no payload or secret that is logged by mistake", () => {
    const names = ["body", "payload", "input", "authorization", "apiKey"];
    const fields = Object.fromEntries(names.map((name) => [name, "SECRET"]));
    const output = written(
      "info",
      `log.info(${JSON.stringify({ ...fields, inner: fields, kept: "seen" })}, "x")`,
    );
    expect(output).not.toContain("SECRET");
    expect(output).toContain("seen");
  });
});
