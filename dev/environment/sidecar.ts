import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { renewTopology } from "./broker-topology.ts";
import { folderHash } from "./folder-hash.ts";
import { odooUrl, WORKING_DATABASE } from "./odoo.ts";
import { GATEWAY_KEY } from "./odoo-database.ts";
import { logTail, type Place } from "./place.ts";
import { claimPort, portOf } from "./ports.ts";
import { JOURNAL, postgresUrl } from "./postgres.ts";
import { isRunning, killProcess, startProcess, stopProcess } from "./processes.ts";
import { progress } from "./progress.ts";
import { amqpUrl } from "./rabbitmq.ts";
import { publishersSetting } from "./rabbitmq-definitions.ts";
import { keepSecret, secret, secretFile } from "./secrets.ts";
import { readState, rememberVersion } from "./state.ts";
import { waitUntil } from "./waiting.ts";

/** Starts the sidecar and waits until it is ready. A running sidecar with older code or other settings is replaced. */
export async function startSidecar(place: Place): Promise<void> {
  const version = sidecarVersion(place);
  if (isRunning(place, "sidecar") && readState(place).versions.sidecar !== version) await stopSidecar(place);
  if (!isRunning(place, "sidecar")) await launch(place, version);
  await waitUntil(async () => (await fetch(`${sidecarUrl(place)}/readyz`)).ok, {
    seconds: 60,
    what: "The sidecar",
    next: () => logTail(place, "sidecar"),
    givenUp: () => !isRunning(place, "sidecar"),
  });
}

/** Stops the sidecar gracefully. */
export async function stopSidecar(place: Place): Promise<void> {
  await stopProcess(place, "sidecar");
}

/** Kills the sidecar immediately, in the middle of its work. */
export async function killSidecar(place: Place): Promise<void> {
  await killProcess(place, "sidecar");
}

/**
 * Node's options for the sidecar, as for `npm start` and in the container. The young generation is small, because otherwise 100
 * MB of garbage would accumulate before a collection. The old generation is far larger than needed, but not so large that V8 lets
 * it grow fourfold between two collections.
 */
export const SIDECAR_FLAGS: readonly string[] = ["--max-semi-space-size=4", "--max-old-space-size=512"];

/**
 * The environment variables for the sidecar. They limit the number of memory arenas, because the C library's allocator would
 * otherwise have several for each core, whose unreturned memory amounted to 100 MB under load.
 */
const SIDECAR_ENVIRONMENT = { MALLOC_ARENA_MAX: "2" };

/** Returns the sidecar's address. */
export function sidecarUrl(place: Place): string {
  return `http://127.0.0.1:${portOf(place, "sidecar")}`;
}

/** Returns the secret with which the billing system signs its webhooks. */
export function webhookSecret(place: Place): string {
  return `whsec_${Buffer.from(secret(place, "webhook-billing"), "hex").toString("base64")}`;
}

/** Returns the root folder of the sidecar's folder transport. */
export function dropFolder(place: Place): string {
  return join(place.root, "drop");
}

/**
 * Returns the sidecar's settings in this environment, without its ports. Secrets are passed as files. PostgreSQL, RabbitMQ and
 * Odoo must have been started at least once.
 */
export function sidecarSettings(place: Place): Record<string, string> {
  keepSecret(place, "sidecar-database-url", postgresUrl(place, JOURNAL, "suture_sidecar"));
  keepSecret(place, "sidecar-amqp-url", amqpUrl(place, "suture_sidecar"));
  secret(place, "operator-token");
  secret(place, "pseudonym-secret");
  secret(place, "secret-key");
  secret(place, "audit-secret");
  secret(place, "sensitive-token");
  const connections = secretFile(place, "connections");
  for (const folder of [connections, dropFolder(place)]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(connections, "billing.webhook"), `${webhookSecret(place)}\n`, { mode: 0o600 });
  return {
    ...SIDECAR_ENVIRONMENT,
    SUTURE_HTTP_HOST: "127.0.0.1",
    SUTURE_DATABASE_URL_FILE: secretFile(place, "sidecar-database-url"),
    SUTURE_AMQP_URL_FILE: secretFile(place, "sidecar-amqp-url"),
    SUTURE_AMQP_PUBLISHERS: publishersSetting(),
    SUTURE_ODOO_URL: odooUrl(place),
    SUTURE_ODOO_DATABASE: WORKING_DATABASE,
    SUTURE_ODOO_API_KEY_FILE: secretFile(place, GATEWAY_KEY),
    SUTURE_OPERATOR_TOKEN_FILE: secretFile(place, "operator-token"),
    SUTURE_SENSITIVE_TOKEN_FILE: secretFile(place, "sensitive-token"),
    SUTURE_PSEUDONYM_SECRET_FILE: secretFile(place, "pseudonym-secret"),
    SUTURE_AUDIT_SECRET_FILE: secretFile(place, "audit-secret"),
    SUTURE_SECRET_KEY_FILE: secretFile(place, "secret-key"),
    SUTURE_MLLP_HOST: "127.0.0.1",
    SUTURE_MLLP_CONNECTION: "ehr",
    SUTURE_MLLP_PLAIN: "true", // it listens only on the loopback interface
    SUTURE_SECRETS_DIR: connections,
    SUTURE_ALLOWED_TARGETS: "127.0.0.0/8, ::1/128", // partners of the demo and of tests are on this machine
    SUTURE_DROP_FOLDER: dropFolder(place),
    SUTURE_LOG_LEVEL: "info",
  };
}

async function launch(place: Place, version: string): Promise<void> {
  await renewTopology(place);
  progress("Sidecar: starting");
  const port = String(await claimPort(place, "sidecar"));
  const mllp = String(await claimPort(place, "mllp"));
  const ports = { SUTURE_HTTP_PORT: port, SUTURE_MLLP_PORT: mllp };
  const env = { PATH: process.env.PATH, ...sidecarSettings(place), ...ports };
  const main = join(place.checkout, "sidecar/main.ts");
  const args = [...SIDECAR_FLAGS, main];
  await startProcess(place, "sidecar", { command: process.execPath, args, cwd: place.checkout, env });
  rememberVersion(place, "sidecar", version);
}

function sidecarVersion(place: Place): string {
  const hash = createHash("sha256").update(folderHash(join(place.checkout, "sidecar")));
  for (const [name, value] of Object.entries(sidecarSettings(place))) {
    hash.update(name.endsWith("_FILE") ? readFileSync(value) : value);
  }
  return hash.digest("hex");
}
