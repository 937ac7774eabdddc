import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cacheShelf, fillOnce } from "./cache.ts";
import { type CommandOptions, run } from "./command.ts";
import { progress } from "./progress.ts";

// Debian's unstable suite packages Odoo 19; it runs on Debian 12's Python 3.11.
const MIRROR = process.env.SUTURE_DEBIAN_MIRROR || "http://deb.debian.org/debian";
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
const FROM_UNSTABLE = [
  "odoo-19",
  "libjs-jquery",
  "libjs-jquery-form",
  "libjs-underscore",
  "fonts-roboto-unhinted",
  "fonts-montserrat",
  "fonts-inconsolata",
  "fonts-ocr-b",
  "fonts-glyphicons-halflings",
];
// This package is not taken from unstable, because its file names there differ from the ones that Odoo requests.
const FROM_THIS_SUITE = ["fonts-font-awesome"];

/** An extracted package of Odoo: its folder and version. */
export interface OdooPackage {
  readonly folder: string;
  readonly version: string;
}

/**
 * Returns Odoo 19, extracted in the machine-wide cache. The first time, downloads it from Debian. Nothing is installed, and the
 * machine's own apt configuration does not change.
 */
export async function odooPackage(): Promise<OdooPackage> {
  const shelf = cacheShelf("odoo-19");
  const version = newestOn(shelf) ?? (await fetchInto(shelf));
  return { folder: join(shelf, version), version };
}

function newestOn(shelf: string): string | undefined {
  const complete = readdirSync(shelf).filter(
    (name) => existsSync(join(shelf, name, "usr/bin/odoo")) && !name.includes(".making-"),
  );
  return complete.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1);
}

async function fetchInto(shelf: string): Promise<string> {
  progress("Odoo 19: downloading it from Debian, 130 MB", "about a minute, once per machine");
  const apt = mkdtempSync(join(shelf, "apt-"));
  try {
    chmodSync(apt, 0o755); // apt downloads as the user _apt
    const env = { ...process.env, APT_CONFIG: writeAptConfiguration(apt) };
    const options = { cwd: apt, env, clock: "true" } as const;
    await run("apt-get", ["update", "-q"], options);
    const version = await candidateVersion(options);
    await fillOnce(join(shelf, version), async (draft) => {
      await run("apt-get", ["download", "-q", ...FROM_UNSTABLE], options);
      await run("apt-get", ["download", "-q", ...FROM_THIS_SUITE], { cwd: apt, clock: "true" });
      await extract(apt, draft);
    });
    return version;
  } finally {
    rmSync(apt, { recursive: true, force: true });
  }
}

/**
 * Writes an apt configuration with its own sources, lists and cache, and returns its path. Signatures are verified with Debian's
 * keyring, as usual.
 */
function writeAptConfiguration(home: string): string {
  for (const folder of ["lists/partial", "archives/partial", "sources", "state"]) {
    mkdirSync(join(home, folder), { recursive: true });
  }
  const source = [
    "Types: deb",
    `URIs: ${MIRROR}`,
    "Suites: sid",
    "Components: main",
    `Signed-By: ${KEYRING}`,
  ];
  writeFileSync(join(home, "sources/sid.sources"), `${source.join("\n")}\n`);
  writeFileSync(join(home, "state/status"), "");
  const settings = {
    "Dir::State": join(home, "state"),
    "Dir::State::Lists": join(home, "lists"),
    "Dir::State::status": join(home, "state/status"),
    "Dir::Cache": home,
    "Dir::Cache::Archives": join(home, "archives"),
    "Dir::Etc::SourceList": "/dev/null",
    "Dir::Etc::SourceParts": join(home, "sources"),
    "Dir::Etc::Preferences": "/dev/null",
    "Dir::Etc::PreferencesParts": "/dev/null",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} "${value}";`);
  const file = join(home, "apt.conf");
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

async function candidateVersion(options: CommandOptions): Promise<string> {
  const policy = await run("apt-cache", ["policy", "odoo-19"], options);
  const version = /Candidate: (\d\S*)/.exec(policy)?.[1];
  if (version !== undefined) return version;
  throw new Error(`${MIRROR} has no package odoo-19. Set another Debian mirror in SUTURE_DEBIAN_MIRROR.`);
}

async function extract(packages: string, folder: string): Promise<void> {
  progress("Odoo 19: extracting it", "about ten seconds, once per machine");
  for (const file of readdirSync(packages).filter((name) => name.endsWith(".deb"))) {
    await run("dpkg", ["-x", join(packages, file), folder], { cwd: packages });
  }
  // Debian removed this file, because its source is not free, but the web client still requests it. Without it, there is an error
  // in the browser's console, and Odoo's browser tests fail on any error.
  const missing = "usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation";
  mkdirSync(join(folder, missing), { recursive: true });
  writeFileSync(join(folder, missing, "selfie_segmentation.js"), "");
}
