import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { webhookSecretsIn } from "../../../sidecar/security/secret-files.ts";

const folder = mkdtempSync(join(tmpdir(), "suture-secrets-"));
afterAll(() => rmSync(folder, { recursive: true }));
const keep = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe("the secrets of a connection's webhooks", () => {
  it("are in its file, one per line", async () => {
    keep("billing.webhook", "whsec_new\r\n\n  whsec_old  \n");
    expect(await webhookSecretsIn(folder)("billing")).toEqual(["whsec_new", "whsec_old"]);
  });

  it("are valid as soon as they are changed", async () => {
    const secretsOf = webhookSecretsIn(folder);
    keep("changing.webhook", "whsec_1");
    expect(await secretsOf("changing")).toEqual(["whsec_1"]);
    keep("changing.webhook", "whsec_2");
    expect(await secretsOf("changing")).toEqual(["whsec_2"]);
  });

  it.each([
    ["no folder is set", null, "billing"],
    ["the folder is not there", join(folder, "absent"), "billing"],
    ["the folder is a file", join(folder, "billing.webhook"), "billing"],
    ["the file is not there", folder, "other"],
    ["the file is empty", folder, "empty"],
    ["the name leads elsewhere", join(folder, "inner"), "../billing"],
    ["the name is none", folder, ""],
  ])("are none when %s", async (_what, where, connection) => {
    keep("empty.webhook", "\n");
    mkdirSync(join(folder, "inner"), { recursive: true });
    expect(await webhookSecretsIn(where)(connection)).toEqual([]);
  });

  it("that exist but cannot be read are an error that names what to check", async () => {
    mkdirSync(join(folder, "odd.webhook"), { recursive: true });
    await expect(webhookSecretsIn(folder)("odd")).rejects.toThrow(
      "The webhook secrets of connection odd cannot be read (EISDIR). Check the file's owner and mode.",
    );
  });
});
