// Creates the secrets of the containers once, and gives each container its own: `node make-secrets.ts <all> <shares>`. Runs in a
// separate container, the only one that sees all of them.
import { randomBytes } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  administrator,
  definitions,
  PUBLISHERS,
  publisher,
  sidecarUser,
} from "../../dev/environment/rabbitmq-definitions.ts";

/** Which container reads which secrets. A compromised container contains no secrets of the others. */
const SHARES: Readonly<Record<string, readonly string[]>> = {
  postgres: ["postgres", "postgres-odoo", "postgres-suture_sidecar"],
  rabbitmq: ["rabbitmq-definitions.json"],
  odoo: ["postgres-odoo"],
  sidecar: [
    "sidecar-database-url",
    "sidecar-amqp-url",
    "operator-token",
    "sensitive-token",
    "pseudonym-secret",
    "audit-secret",
    "secret-key",
  ],
};

const [, , folder = "/secrets", shares = "/for"] = process.argv;
const complete = join(folder, "complete");

if (!existsSync(complete)) {
  makeSecrets();
  writeFileSync(complete, "");
}
// Installations of earlier versions do not have it yet.
if (!existsSync(join(folder, "secret-key"))) write("secret-key", random());
for (const [container, names] of Object.entries(SHARES)) {
  for (const name of names) give(name, join(shares, container, name));
}
giveConnections();
openKeyFolder();

function makeSecrets(): void {
  write("postgres", random());
  write("postgres-odoo", random());
  write("operator-token", random());
  write("sensitive-token", random());
  write("pseudonym-secret", random());
  write("audit-secret", random());
  mkdirSync(join(folder, "connections"), { recursive: true });
  write("connections/billing.webhook", `whsec_${randomBytes(24).toString("base64")}`);
  const journal = write("postgres-suture_sidecar", random());
  write("sidecar-database-url", `postgres://suture_sidecar:${journal}@postgres:5432/suture_journal`);
  makeBrokerUsers();
}

function give(name: string, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  copyFileSync(join(folder, name), file);
  chmodSync(file, 0o444);
}

/** Partners' secrets are stored where the sidecar reads them, so existing ones are kept. */
function giveConnections(): void {
  for (const name of readdirSync(join(folder, "connections"))) {
    const file = join(shares, "sidecar/connections", name);
    if (!existsSync(file)) give(join("connections", name), file);
  }
}

/** Odoo's setup, which runs as a separate user, writes the sidecar's API key here; up to version 0.1.0 it was with the others. */
function openKeyFolder(): void {
  const keys = join(shares, "odoo-key");
  mkdirSync(keys, { recursive: true });
  chmodSync(keys, 0o1777);
  const former = join(folder, "odoo/api-key");
  if (existsSync(former) && !existsSync(join(keys, "api-key"))) give("odoo/api-key", join(keys, "api-key"));
}

function makeBrokerUsers(): void {
  const sidecar = random();
  write("sidecar-amqp-url", `amqp://suture_sidecar:${sidecar}@rabbitmq:5672/`);
  const users = [
    administrator("suture_admin", write("rabbitmq-suture_admin", random())),
    ...Object.entries(PUBLISHERS).map(([name, connections]) =>
      publisher(name, write(`rabbitmq-${name}`, random()), connections),
    ),
    sidecarUser("suture_sidecar", sidecar),
  ];
  write("rabbitmq-definitions.json", definitions(users));
}

/** Each container runs as a separate user; the volume keeps the others out. */
function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content, { mode: 0o444 });
  return content;
}

function random(): string {
  return randomBytes(24).toString("hex");
}
