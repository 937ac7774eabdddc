import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { englishLines } from "../../../sidecar/catalogue/terms.ts";
import type { ConfiguredConnection } from "../../../sidecar/engine/ports/connection.ts";
import { createTargets } from "../../../sidecar/transports/https/targets.ts";
import { transports } from "../../../sidecar/transports/registry.ts";
import { createRouteCheck } from "../../../sidecar/transports/route-check.ts";
import { tinyConnection } from "../../support/tiny.ts";

const secretsDir = mkdtempSync(join(tmpdir(), "suture-secrets-"));
afterAll(() => rmSync(secretsDir, { recursive: true }));
writeFileSync(join(secretsDir, "edi-old.authorization"), "Bearer partner-secret\n");
writeFileSync(
  join(secretsDir, "edi-new.authorization"),
  "https://edi.partner.example\nBearer partner-secret\n",
);

const addresses: Readonly<Record<string, string>> = {
  "edi.partner.example": "8.8.8.8",
  "inside.example": "10.1.2.3",
};
const targets = createTargets([], async (name) => {
  const address = addresses[name];
  if (address === undefined) throw new Error("ENOTFOUND");
  return [{ address, family: 4 }];
});
const check = (given: Partial<ConfiguredConnection>) =>
  createRouteCheck(transports, {
    ...{ secretsDir, targets, dropFolder: null, mail: null, timeoutSeconds: 1 },
    clock: () => new Date(),
  })(tinyConnection(given));
const https = (url: string | null) => ({ transport: "https", url }) as const;

describe("the check of a route before anything is sent", () => {
  it.each([
    ["a folder", { route: { transport: "folder", url: null } }],
    ["an address that is anybody's", { route: https("https://edi.partner.example/in") }],
    ["credentials for that address", { code: "edi-new", route: https("https://edi.partner.example/in") }],
    ["a name that nobody knows now", { route: https("https://nowhere.example/") }],
    [
      "an email address as the fallback",
      { fallback: { route: { transport: "email", url: "a@b.example" }, afterMinutes: 1 } },
    ],
  ] as const)("with %s finds no problem", async (_what, given) => {
    expect(await check(given)).toBeNull();
  });

  it.each([
    [
      "credentials of before addresses were written into them",
      { code: "edi-old", route: https("https://edi.partner.example/") },
      "the file edi-old.authorization does not state where its credentials may be sent",
    ],
    [
      "credentials for another address",
      { code: "edi-new", route: https("https://evil.example/") },
      "the credentials in edi-new.authorization are for https://edi.partner.example",
    ],
    [
      "an address inside",
      { route: https("https://inside.example/") },
      "The route does not work as configured: the connection's address is in a private network; add 10.1.2.3/32 to SUTURE_ALLOWED_TARGETS if the partner's system runs there.",
    ],
    [
      "no address",
      { route: https(null) },
      "The route does not work as configured: the connection's address is not an https URL.",
    ],
    [
      "a fallback inside",
      { fallback: { route: https("https://10.1.2.3/"), afterMinutes: 1 } },
      "The fallback does not work as configured: the connection's address is in a private network",
    ],
  ] as const)("with %s reports it", async (_what, given, expected) => {
    const trouble = englishLines(await check(given));
    expect(trouble).toContain(expected);
    expect(trouble).not.toContain("partner-secret");
  });
});
