import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";

type Service = {
  readonly volumes?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
};

const root = join(import.meta.dirname, "../../..");
const compose: { services: Readonly<Record<string, Service>> } = parse(
  readFileSync(join(root, "docker-compose.yml"), "utf8"),
  { merge: true },
);
const services = Object.entries(compose.services);

type Mount = { readonly volume: string; readonly path: string; readonly readOnly: boolean };

/** The volumes that a service mounts. Folders of this repository contain no secrets. */
const mountsOf = ({ volumes = [] }: Service): Mount[] =>
  volumes
    .map((volume) => volume.split(":"))
    .filter(([source = ""]) => !source.startsWith("."))
    .map(([volume = "", path = "", mode]) => ({ volume, path, readOnly: mode === "ro" }));

/** The volumes with secrets: those that the service `secrets`, which creates them, mounts. */
const secretVolumes = mountsOf(compose.services.secrets ?? {}).map(({ volume }) => volume);
const secretsOf = (service: Service) =>
  mountsOf(service).filter(({ volume }) => secretVolumes.includes(volume));

const folder = mkdtempSync(join(tmpdir(), "suture-compose-"));
afterAll(() => rmSync(folder, { recursive: true }));
const make = (all: string, shares: string) =>
  execFileSync(process.execPath, [join(root, "deploy/compose/make-secrets.ts"), all, shares]);
const [all, shares] = [join(folder, "all"), join(folder, "for")];
const filesOf = (path: string) =>
  readdirSync(path, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(path, name)).isFile(),
  );

/** The files of a volume that `make-secrets` writes. */
function shareOf(volume: string): string {
  const path = mountsOf(compose.services.secrets ?? {}).find((mount) => mount.volume === volume)?.path ?? "";
  return path.replace(/^\/for/, shares);
}

beforeAll(() => {
  mkdirSync(all);
  make(all, shares);
});

describe("the containers", () => {
  it("share no volume of secrets, except Odoo with its setup", () => {
    const mounted = services
      .filter(([name]) => name !== "secrets")
      .flatMap(([name, service]) => secretsOf(service).map(({ volume }) => [volume, name] as const));
    const users = Object.fromEntries(
      [...Map.groupBy(mounted, ([volume]) => volume)].map(([volume, some]) => [
        volume,
        some.map(([, by]) => by),
      ]),
    );
    expect(users).toEqual({
      "secrets-postgres": ["postgres"],
      "secrets-rabbitmq": ["rabbitmq"],
      "secrets-odoo": ["odoo-setup", "odoo"],
      "secrets-sidecar": ["sidecar"],
      "odoo-key": ["odoo-setup", "sidecar"],
    });
  });

  it("cannot change their secrets, except the one that creates a key", () => {
    const writing = services
      .filter(([name]) => name !== "secrets")
      .flatMap(([name, service]) =>
        secretsOf(service)
          .filter(({ readOnly }) => !readOnly)
          .map(({ volume }) => `${name} ${volume}`),
      );
    expect(writing).toEqual(["odoo-setup odoo-key"]);
  });

  it.each(services.filter(([, { environment }]) => environment).map(([name]) => name))(
    "%s has exactly the files that its settings name",
    (name) => {
      const service = compose.services[name] ?? {};
      const named = Object.entries(service.environment ?? {})
        .filter(([variable]) => variable.endsWith("_FILE") || variable === "SUTURE_SECRETS_DIR")
        .map(([, path]) => path);
      const there = secretsOf(service).flatMap(({ volume, path }) =>
        filesOf(shareOf(volume)).map((file) => join(path, file)),
      );
      const made = named.filter((path) => path !== "/odoo-key/api-key"); // by odoo-setup
      for (const path of made) expect(there.some((file) => file.startsWith(path))).toBe(true);
      if (name === "sidecar")
        expect(there.filter((file) => !named.some((path) => file.startsWith(path)))).toEqual([]);
    },
  );

  it("have no secrets of others, whatever the file names", () => {
    const contents = (container: string) =>
      filesOf(join(shares, container)).map((name) => readFileSync(join(shares, container, name), "utf8"));
    const own = (name: string) => readFileSync(join(all, name), "utf8");
    expect(contents("odoo")).toEqual([own("postgres-odoo")]);
    expect(contents("rabbitmq")).toEqual([own("rabbitmq-definitions.json")]);
    expect(contents("sidecar").join()).not.toContain(own("postgres"));
    expect(contents("sidecar").join()).not.toContain(own("postgres-odoo"));
    expect(contents("postgres").join()).not.toContain(own("operator-token"));
  });
});

describe("existing secrets", () => {
  it("do not change, including Odoo's key", () => {
    const [older, given] = [join(folder, "older"), join(folder, "given")];
    mkdirSync(older);
    make(older, given);
    const before = filesOf(older).map((name) => readFileSync(join(older, name), "utf8"));
    mkdirSync(join(older, "odoo"));
    writeFileSync(join(older, "odoo/api-key"), "the key of Odoo");
    rmSync(given, { recursive: true });
    make(older, given);
    expect(readFileSync(join(given, "odoo-key/api-key"), "utf8")).toBe("the key of Odoo");
    rmSync(join(older, "odoo"), { recursive: true });
    expect(filesOf(older).map((name) => readFileSync(join(older, name), "utf8"))).toEqual(before);
  });

  it("of a partner are not reset after a change", () => {
    const file = join(shares, "sidecar/connections/billing.webhook");
    rmSync(file);
    writeFileSync(file, "whsec_new");
    make(all, shares);
    expect(readFileSync(file, "utf8")).toBe("whsec_new");
  });
});
