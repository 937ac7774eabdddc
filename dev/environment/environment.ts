import { rmSync } from "node:fs";
import { join } from "node:path";
import { installMissing } from "./apt.ts";
import { type PartnerAccess, partnerAccess } from "./connections.ts";
import { DEBIAN_PACKAGES } from "./debian-packages.ts";
import { alone } from "./lock.ts";
import { odooUrl, startOdoo, stopOdoo, WORKING_DATABASE } from "./odoo.ts";
import { ADMIN_KEY, ensureOdooDatabase } from "./odoo-database.ts";
import { type Place, placeOf } from "./place.ts";
import { portOf } from "./ports.ts";
import { JOURNAL, postgresUrl, startPostgres, stopPostgres } from "./postgres.ts";
import { progress } from "./progress.ts";
import { amqpUrl, managementUrl, startRabbitmq, stopRabbitmq } from "./rabbitmq.ts";
import { knownSecret, secret } from "./secrets.ts";
import { dropFolder, sidecarUrl, startSidecar, stopSidecar } from "./sidecar.ts";

/**
 * The components of an environment, in the order in which they start. Odoo requires PostgreSQL; the sidecar requires all others.
 */
export const PARTS = ["postgres", "rabbitmq", "odoo", "sidecar"] as const;
export type Part = (typeof PARTS)[number];

export interface EnvironmentOptions {
  /** The folder of the environment. Defaults to the folder `.suture` of this checkout. */
  readonly root?: string;
  /** The requested components, to which their dependencies are added. Defaults to all. */
  readonly parts?: readonly Part[];
}

/** Addresses and credentials of a running environment, as printed by `env:up --json`. */
export interface Environment {
  readonly odoo: {
    readonly url: string;
    readonly database: string;
    readonly login: string;
    readonly password: string;
    readonly apiKey: string;
  };
  readonly sidecar: {
    readonly url: string;
    readonly operatorToken: string;
    readonly sensitiveToken: string;
    readonly mllp: { readonly host: string; readonly port: number };
    readonly dropFolder: string;
  };
  readonly rabbitmq: { readonly url: string; readonly management: string };
  readonly postgres: { readonly url: string };
  readonly connections: PartnerAccess;
}

/**
 * Starts the requested components and everything they need, after installing or creating what is missing. Returns quickly if
 * everything is running.
 */
export async function startParts(options: EnvironmentOptions = {}): Promise<Place> {
  await installMissing(DEBIAN_PACKAGES);
  const place = placeOf(options.root);
  const wanted = withNeeds(options.parts ?? PARTS);
  await alone(place, async () => {
    await Promise.all([
      wanted.has("rabbitmq") ? startRabbitmq(place) : undefined,
      wanted.has("postgres") ? startDatabases(place, wanted.has("odoo")) : undefined,
    ]);
    if (wanted.has("odoo")) await startOdoo(place);
    if (wanted.has("sidecar")) await startSidecar(place);
  });
  return place;
}

/** Starts the whole environment and returns its addresses. */
export async function startEnvironment(options: { readonly root?: string } = {}): Promise<Environment> {
  const place = await startParts(options);
  return describe(place, await partnerAccess(place));
}

/**
 * Stops all components of the environment, the sidecar first. With `wipe`, also deletes its data and secrets, but not the
 * machine-wide cache.
 */
export async function stopEnvironment(
  options: { readonly root?: string; readonly wipe?: boolean } = {},
): Promise<void> {
  const place = placeOf(options.root);
  await alone(place, async () => {
    await stopSidecar(place);
    await stopOdoo(place);
    await stopRabbitmq(place);
    await stopPostgres(place);
  });
  if (options.wipe) wipe(place);
}

function describe(place: Place, connections: PartnerAccess): Environment {
  return {
    odoo: {
      url: odooUrl(place),
      database: WORKING_DATABASE,
      login: "admin",
      password: "admin",
      apiKey: knownSecret(place, ADMIN_KEY) ?? "",
    },
    sidecar: {
      url: sidecarUrl(place),
      operatorToken: secret(place, "operator-token"),
      sensitiveToken: secret(place, "sensitive-token"),
      mllp: { host: "127.0.0.1", port: portOf(place, "mllp") },
      dropFolder: dropFolder(place),
    },
    rabbitmq: { url: amqpUrl(place, "suture_admin"), management: managementUrl(place) },
    postgres: { url: postgresUrl(place, JOURNAL, "suture_sidecar") },
    connections,
  };
}

async function startDatabases(place: Place, odoo: boolean): Promise<void> {
  await startPostgres(place);
  if (odoo) await ensureOdooDatabase(place);
}

function withNeeds(parts: readonly Part[]): Set<Part> {
  const needs: Record<Part, readonly Part[]> = {
    postgres: [],
    rabbitmq: [],
    odoo: ["postgres"],
    sidecar: PARTS,
  };
  return new Set(parts.flatMap((part) => [part, ...needs[part]]));
}

function wipe(place: Place): void {
  progress("Deleting the environment's data");
  rmSync(place.data, { recursive: true, force: true });
  for (const name of ["data-folder", "drop", "secrets", "state.json"]) {
    rmSync(join(place.root, name), { recursive: true, force: true });
  }
}
