import { randomUUID } from "node:crypto";
import { openPublisher } from "../broker/publisher.ts";
import { workBroker } from "../broker/work-broker.ts";
import { createConnectionCheck } from "../catalogue/connection-check.ts";
import { API_KEY_LENGTH, type Settings } from "../config/settings.ts";
import { createConnections } from "../engine/model/connections.ts";
import { startRelay } from "../engine/receive/relay.ts";
import { startJournalClock } from "../engine/upkeep/journal-clock.ts";
import { startMembers } from "../engine/upkeep/members.ts";
import { migrate, openDatabase } from "../journal/database.ts";
import { createJournal } from "../journal/journal.ts";
import { createMembership } from "../journal/upkeep/members.ts";
import type { Logger } from "../observability/log.ts";
import { measuredJournal, measuredOdoo } from "../observability/measured.ts";
import { createMetrics } from "../observability/metrics.ts";
import { createGateway } from "../odoo/gateway.ts";
import { createJson2 } from "../odoo/json2.ts";
import type { OdooAccess } from "../odoo/post.ts";
import { odooProbe, sharedProbe } from "../odoo/probe.ts";
import { changingSecret } from "../security/changing-secret.ts";
import { createPseudonym } from "../security/pseudonym.ts";
import { testHooks } from "../testing/hooks.ts";
import type { Registries } from "./registries.ts";
import { openVault, renewSecrets } from "./secrets.ts";
import type { Lifecycle } from "./stopping.ts";
import { checkTopology, refuseTopology } from "./topology-check.ts";

/** The timeout in seconds of the call that tests whether Odoo is reachable. */
const PROBE_SECONDS = 10;

/**
 * The inputs from which the sidecar is composed: its settings, registries, log and environment variables, and the lifecycle in
 * which components register how they stop.
 */
export type Given = {
  readonly settings: Settings;
  readonly registries: Registries;
  readonly log: Logger;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly lifecycle: Lifecycle;
};

/**
 * Creates the components that all others depend on: the journal (whose schema is migrated first), the broker, the access to Odoo,
 * and their metrics.
 */
export async function openBase({ settings, registries, log, environment, lifecycle }: Given) {
  const hooks = testHooks(environment, log);
  await migrate(settings.SUTURE_DATABASE_URL, (message) => log.debug({ message }, "migration"));
  const database = openDatabase(settings.SUTURE_DATABASE_URL, (error) =>
    log.warn({ error: error.message }, "journal connection lost"),
  );
  lifecycle.onStop("close", "the journal", () => database.end());
  hooks.database(database);
  await checkTopology(database);
  if (settings.SUTURE_AUDIT_SECRET === undefined)
    log.warn(
      {},
      "SUTURE_AUDIT_SECRET is not set: anyone who can write to the journal can forge the audit log",
    );
  const metrics = createMetrics();
  const vault = openVault(settings.SUTURE_SECRET_KEY);
  const access = odooAccess(settings, environment.SUTURE_ODOO_API_KEY_FILE);
  const plainJournal = createJournal(database, settings.SUTURE_AUDIT_SECRET ?? null);
  const journal = measuredJournal(hooks.journal(plainJournal), metrics);
  const time = lifecycle.runs("report", "time", await startJournalClock({ journal: plainJournal, log }));
  const odoo = measuredOdoo(hooks.odoo(createGateway(createJson2(access, time.now))), metrics);
  const id = randomUUID();
  const membership = createMembership(settings.SUTURE_DATABASE_URL, id);
  const members = lifecycle.runs("report", "members", startMembers(membership, id, log));
  const publisher = hooks.publisher(await openPublisher(settings.SUTURE_AMQP_URL, log, refuseTopology));
  lifecycle.onStop("close", "the broker", () => publisher.close());
  const relay = startRelay(journal, workBroker(publisher), log);
  await renewSecrets(journal, vault, log);
  return {
    settings,
    registries,
    lifecycle,
    log,
    hooks,
    /** The journal's clock, which also reports how far this host's clock differs from it. */
    time,
    clock: time.now,
    random: Math.random,
    database,
    metrics,
    journal,
    odoo,
    askOdoo: sharedProbe(odooProbe({ ...access, timeoutSeconds: PROBE_SECONDS }), time.now),
    members,
    publisher,
    relay: lifecycle.runs("report", "relay", relay),
    connections: createConnections(await journal.loadConfiguration(), createConnectionCheck(registries)),
    pseudonym: createPseudonym(settings.SUTURE_PSEUDONYM_SECRET),
    vault,
  };
}
export type Base = Awaited<ReturnType<typeof openBase>>;

/**
 * Returns the parameters for calls to Odoo. If the API key is in a file, the file is read again for each call, because an
 * administrator may replace the key at any time.
 */
const odooAccess = (settings: Settings, keyFile: string | undefined): OdooAccess => ({
  url: settings.SUTURE_ODOO_URL,
  database: settings.SUTURE_ODOO_DATABASE,
  apiKey: changingSecret(settings.SUTURE_ODOO_API_KEY, keyFile || null, API_KEY_LENGTH),
  timeoutSeconds: settings.SUTURE_ODOO_TIMEOUT_SECONDS,
});
