import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { registries } from "../../sidecar/composition/registries.ts";
import { readAuditSettings, readSettings } from "../../sidecar/config/read.ts";
import { settings } from "../../sidecar/config/settings.ts";

const good = {
  SUTURE_DATABASE_URL: "postgres://suture@127.0.0.1/journal",
  SUTURE_AMQP_URL: "amqp://127.0.0.1/",
  SUTURE_ODOO_URL: "https://odoo.example",
  SUTURE_ODOO_DATABASE: "hospital",
  SUTURE_ODOO_API_KEY: "k".repeat(20),
  SUTURE_OPERATOR_TOKEN: "t".repeat(24),
  SUTURE_PSEUDONYM_SECRET: "p".repeat(32),
};
const files: Readonly<Record<string, string>> = {
  "/run/secrets/token": `${"f".repeat(24)}\n`,
  "/empty": " \n",
};
const readFile = (path: string) => {
  const content = files[path];
  if (content === undefined) throw new Error(`ENOENT ${path}`);
  return content;
};
const read = (given: Readonly<Record<string, string | undefined>>) =>
  readSettings({ ...good, ...given }, registries, readFile);
const problems = (given: Readonly<Record<string, string | undefined>>) =>
  read(given).problems.map(({ name, message }) => `${name} ${message}`);

describe("the configuration", () => {
  it("needs only the required settings; the others have defaults", () => {
    expect(readSettings(good, registries, readFile)).toMatchObject({
      problems: [],
      settings: { ...good, SUTURE_HTTP_HOST: "127.0.0.1", SUTURE_HTTP_PORT: 8080, SUTURE_BATCH_SIZE: 50 },
    });
  });

  it("parses numbers, and treats empty values as unset", () => {
    expect(
      read({ SUTURE_HTTP_PORT: "0", SUTURE_BATCH_SIZE: "", SUTURE_PUBLIC_URL: "" }).settings,
    ).toMatchObject({
      SUTURE_HTTP_PORT: 0,
      SUTURE_BATCH_SIZE: 50,
    });
  });

  it("ignores other environment variables", () => {
    expect(problems({ PATH: "/bin", suture_x: "1", SUTUREX: "1" })).toEqual([]);
  });

  it("accepts networks as targets, except those that are never called", () => {
    const list = "10.1.2.3/32, 192.168.7.0/24\nfd12::/16 127.0.0.0/8,10.9.9.9";
    expect(problems({ SUTURE_ALLOWED_TARGETS: list })).toEqual([]);
    for (const none of ["10.1.2.3/8", "edi.example", "10.0.0.0/8, 10.0.0.0/33"])
      expect(problems({ SUTURE_ALLOWED_TARGETS: none })).toEqual([
        expect.stringMatching(/^SUTURE_ALLOWED_TARGETS must be networks such as /),
      ]);
    for (const never of ["169.254.169.254/32", "169.254.0.0/16", "0.0.0.0/8", "224.0.0.0/4", "fe80::/10"])
      expect(problems({ SUTURE_ALLOWED_TARGETS: `10.0.0.0/8, ${never}` })).toEqual([
        expect.stringMatching(/^SUTURE_ALLOWED_TARGETS cannot contain link-local/),
      ]);
  });

  it("requires different tokens for the two roles, which the audit log distinguishes", () => {
    expect(problems({ SUTURE_SENSITIVE_TOKEN: good.SUTURE_OPERATOR_TOKEN })).toEqual([
      "SUTURE_SENSITIVE_TOKEN must differ from SUTURE_OPERATOR_TOKEN",
    ]);
    expect(problems({ SUTURE_SENSITIVE_TOKEN: "s".repeat(24) })).toEqual([]);
  });

  it("requires the mail server and its sender together", () => {
    const [url, from] = ["smtps://edi:secret@mail.example", "Purchasing <edi@northfield.example>"];
    expect(problems({ SUTURE_SMTP_URL: url, SUTURE_SMTP_FROM: from })).toEqual([]);
    expect(problems({ SUTURE_SMTP_URL: url })).toEqual([
      expect.stringMatching(/^SUTURE_SMTP_FROM is required/),
    ]);
    expect(problems({ SUTURE_SMTP_FROM: from })).toEqual([
      expect.stringMatching(/^SUTURE_SMTP_URL is required/),
    ]);
    expect(problems({ SUTURE_SMTP_URL: "https://mail.example", SUTURE_SMTP_FROM: from })).toHaveLength(1);
    for (const bad of ["nobody", "a@b\r\nBcc: c@d", "a@"])
      expect(problems({ SUTURE_SMTP_URL: url, SUTURE_SMTP_FROM: bad })).toHaveLength(1);
  });

  it.each([
    ["SUTURE_HTTP_PORT", "65536"],
    ["SUTURE_HTTP_PORT", "-1"],
    ["SUTURE_HTTP_PORT", "80.5"],
    ["SUTURE_HTTP_PORT", "http"],
    ["SUTURE_BATCH_SIZE", "0"],
    ["SUTURE_BATCH_SIZE", "501"],
    ["SUTURE_DELIVERY_GIVE_UP_HOURS", "0"],
    ["SUTURE_MAX_BODY_BYTES", "1023"],
    ["SUTURE_DATABASE_URL", "mysql://x"],
    ["SUTURE_DATABASE_URL", "not a url"],
    ["SUTURE_AMQP_URL", "http://x"],
    ["SUTURE_ODOO_URL", "ftp://x"],
    ["SUTURE_PUBLIC_URL", "example.com"],
    ["SUTURE_ODOO_API_KEY", "short-secret"],
    ["SUTURE_OPERATOR_TOKEN", "short-secret"],
    ["SUTURE_SENSITIVE_TOKEN", "short-secret"],
    ["SUTURE_LOG_LEVEL", "loud"],
  ])("refuses %s=%s, naming the setting and not its value", (name, value) => {
    const found = problems({ [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${name} \\S`));
    if (value.length > 5) expect(found[0]).not.toContain(value);
  });

  it.each(Object.keys(good))("requires %s", (name) => {
    expect(problems({ [name]: undefined })).toEqual([`${name} is required`]);
    expect(problems({ [name]: "" })).toEqual([`${name} is required`]);
  });

  it("reports every problem at once", () => {
    const found = problems({
      SUTURE_ODOO_URL: undefined,
      SUTURE_HTTP_PORT: "x",
      SUTURE_HTPP_HOST: "0.0.0.0",
      SUTURE_AMQP_URL_FILE: "/gone",
      SUTURE_AMQP_URL: undefined,
      SUTURE_OPERATOR_TOKEN_FILE: "/run/secrets/token",
    });
    expect(found.map((line) => line.split(" ")[0]).sort()).toEqual([
      "SUTURE_AMQP_URL_FILE",
      "SUTURE_HTPP_HOST",
      "SUTURE_HTTP_PORT",
      "SUTURE_ODOO_URL",
      "SUTURE_OPERATOR_TOKEN",
    ]);
  });

  it("describes every setting", () => {
    for (const [name, schema] of Object.entries(settings.shape))
      expect(schema.description, name).toBeTruthy();
  });
});

describe("a setting in a file", () => {
  it("is the file's content without the line end", () => {
    const given = { SUTURE_OPERATOR_TOKEN: undefined, SUTURE_OPERATOR_TOKEN_FILE: "/run/secrets/token" };
    expect(read(given).settings?.SUTURE_OPERATOR_TOKEN).toBe("f".repeat(24));
  });

  it.each([
    [
      "is set twice",
      { SUTURE_OPERATOR_TOKEN_FILE: "/run/secrets/token" },
      ["SUTURE_OPERATOR_TOKEN is set twice: also by SUTURE_OPERATOR_TOKEN_FILE"],
    ],
    [
      "cannot be read",
      { SUTURE_OPERATOR_TOKEN: undefined, SUTURE_OPERATOR_TOKEN_FILE: "/gone" },
      ["SUTURE_OPERATOR_TOKEN_FILE names a file that cannot be read"],
    ],
    [
      "is empty",
      { SUTURE_OPERATOR_TOKEN: undefined, SUTURE_OPERATOR_TOKEN_FILE: "/empty" },
      ["SUTURE_OPERATOR_TOKEN is required"],
    ],
    [
      "is of an unknown name",
      { SUTURE_TOKEN_FILE: "/empty" },
      ["SUTURE_TOKEN_FILE is not a setting of the sidecar"],
    ],
  ])("that %s is reported", (_what, given, expected) => expect(problems(given)).toEqual(expected));
});

describe("the MLLP listener's settings", () => {
  const tls = {
    SUTURE_MLLP_TLS_KEY: "key",
    SUTURE_MLLP_TLS_CERTIFICATE: "certificate",
    SUTURE_MLLP_TLS_CLIENT_CA: "authority",
  };

  it.each([
    ["no port: no listener", {}],
    ["TLS", { SUTURE_MLLP_PORT: "2575", ...tls }],
    ["plain text, asked for by name", { SUTURE_MLLP_PORT: "2575", SUTURE_MLLP_PLAIN: "true" }],
  ])("are complete with %s", (_name, given) => {
    expect(problems(given)).toEqual([]);
  });

  it("require complete TLS settings, unless plain text is requested", () => {
    const rest = "is required by SUTURE_MLLP_PORT, unless SUTURE_MLLP_PLAIN is true";
    expect(problems({ SUTURE_MLLP_PORT: "2575" })).toEqual(Object.keys(tls).map((name) => `${name} ${rest}`));
    expect(problems({ SUTURE_MLLP_PORT: "2575", ...tls, SUTURE_MLLP_TLS_CLIENT_CA: undefined })).toEqual([
      `SUTURE_MLLP_TLS_CLIENT_CA ${rest}`,
    ]);
  });

  it("exclude plain text together with TLS", () => {
    expect(problems({ SUTURE_MLLP_PORT: "2575", SUTURE_MLLP_PLAIN: "true", ...tls })).toEqual([
      "SUTURE_MLLP_PLAIN cannot be true while TLS is configured",
    ]);
  });
});

describe("the retention settings", () => {
  it.each([
    ["1", "SUTURE_RETENTION_KEYS_DAYS must be at least 3650"],
    ["3649", "SUTURE_RETENTION_KEYS_DAYS must be at least 3650"],
    ["0", "SUTURE_RETENTION_KEYS_DAYS must be a whole number from 1"],
  ])("refuse keys of %s days, because keys outlive the retention of every flow", (days, message) => {
    expect(problems({ SUTURE_RETENTION_KEYS_DAYS: days })).toEqual([expect.stringContaining(message)]);
  });

  it("require keys to outlive the other settings, too", () => {
    expect(problems({ SUTURE_RETENTION_KEYS_DAYS: "3650" })).toEqual([]);
    expect(problems({ SUTURE_RETENTION_KEYS_DAYS: "3650", SUTURE_RETENTION_STEPS_DAYS: "3651" })).toEqual([
      expect.stringContaining("at least 3651"),
    ]);
  });
});

describe("the flows of the composition", () => {
  it("set how long keys are kept at least", () => {
    const composed = { flows: [{ retentionDays: 5000 }] };
    const { problems: found } = readSettings(
      { ...good, SUTURE_RETENTION_KEYS_DAYS: "4999" },
      composed,
      readFile,
    );
    expect(found).toMatchObject([{ name: "SUTURE_RETENTION_KEYS_DAYS" }]);
    const kept = readSettings({ ...good, SUTURE_RETENTION_KEYS_DAYS: "5000" }, composed, readFile);
    expect(kept.problems).toEqual([]);
  });
});

describe("the settings for checking the audit trail", () => {
  it("are the journal's address and the secret, whatever else is set", () => {
    const { SUTURE_DATABASE_URL } = good;
    expect(readAuditSettings({ SUTURE_DATABASE_URL, SUTURE_HTTP_PORT: "x" }, readFile).settings).toEqual({
      SUTURE_DATABASE_URL,
    });
    expect(
      readAuditSettings({ SUTURE_AUDIT_SECRET: "short" }, readFile)
        .problems.map(({ name }) => name)
        .sort(),
    ).toEqual(["SUTURE_AUDIT_SECRET", "SUTURE_DATABASE_URL"]);
  });
});

describe("node sidecar/main.ts", () => {
  const main = fileURLToPath(new URL("../../sidecar/main.ts", import.meta.url));

  it("exits with 78 and one line per problem, without values", () => {
    const folder = mkdtempSync(join(tmpdir(), "suture-config-"));
    const secret = join(folder, "key");
    writeFileSync(secret, "hush-hush");
    const { SUTURE_ODOO_URL: _missing, SUTURE_ODOO_API_KEY: _file, ...rest } = good;
    const env = {
      ...rest,
      SUTURE_ODOO_API_KEY_FILE: secret,
      SUTURE_HTTP_PORT: "eighty",
      SUTURE_COLOUR: "blue",
    };
    const ended = spawnSync(process.execPath, [main], { env, encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(ended.status).toBe(78);
    expect(ended.stdout).toBe("");
    const lines = ended.stderr.trimEnd().split("\n");
    expect(lines.map((line) => line.split(" ")[0]).sort()).toEqual([
      "SUTURE_COLOUR",
      "SUTURE_HTTP_PORT",
      "SUTURE_ODOO_API_KEY",
      "SUTURE_ODOO_URL",
    ]);
    expect(ended.stderr).not.toMatch(/hush-hush|eighty|blue/);
  });
});
