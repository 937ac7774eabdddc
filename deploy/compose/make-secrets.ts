// Makes the secrets of the containers, once: `node make-secrets.ts <folder>`. Runs in a container of its own.
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  administrator,
  definitions,
  PUBLISHERS,
  publisher,
  sidecarUser,
} from "../../dev/environment/rabbitmq-definitions.ts";

const folder = process.argv[2] ?? "/secrets";
const complete = join(folder, "complete");

if (!existsSync(complete)) {
  makeSecrets();
  writeFileSync(complete, "");
}

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
  // Odoo's setup, which runs under a user of its own, puts the sidecar's API key here.
  mkdirSync(join(folder, "odoo"), { recursive: true });
  chmodSync(join(folder, "odoo"), 0o1777);
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

/** Each container runs under a user of its own; the volume is what keeps others out. */
function write(name: string, content: string): string {
  writeFileSync(join(folder, name), content, { mode: 0o444 });
  return content;
}

function random(): string {
  return randomBytes(24).toString("hex");
}
