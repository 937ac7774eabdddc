import { join } from "node:path";
import { run } from "./command.ts";
import { logTail, ownedFile, ownedFolder, type Place, shortHash } from "./place.ts";
import { claimPort, portOf } from "./ports.ts";
import { isRunning, killProcess, startProcess, stopProcess } from "./processes.ts";
import { progress } from "./progress.ts";
import {
  administrator,
  type BrokerUser,
  definitions,
  PUBLISHERS,
  publisher,
  sidecarUser,
} from "./rabbitmq-definitions.ts";
import { secret } from "./secrets.ts";
import { waitUntil } from "./waiting.ts";

/** The names of the broker users of the environment. Their passwords are the secrets `rabbitmq-<user>`. */
export type BrokerUserName = "suture_admin" | "suture_sidecar" | keyof typeof PUBLISHERS;

/**
 * Starts RabbitMQ unless it is running. It has its own epmd (the port mapper of Erlang), so that it is independent of other nodes
 * on the machine.
 */
export async function startRabbitmq(place: Place): Promise<void> {
  if (!isRunning(place, "rabbitmq")) await launch(place);
  await waitUntil(() => isListening(place), {
    seconds: 120,
    what: "RabbitMQ",
    next: () => logTail(place, "rabbitmq"),
    givenUp: () => !isRunning(place, "rabbitmq"),
  });
}

/** Stops RabbitMQ gracefully, then its epmd. */
export async function stopRabbitmq(place: Place): Promise<void> {
  await stopProcess(place, "rabbitmq", { graceSeconds: 60 });
  await stopProcess(place, "epmd");
}

/** Kills RabbitMQ immediately, as a power failure would. Its epmd continues to run, as it would if other nodes used it. */
export async function killRabbitmq(place: Place): Promise<void> {
  await killProcess(place, "rabbitmq");
}

/** Returns the AMQP address for a user, including the password. */
export function amqpUrl(place: Place, user: BrokerUserName): string {
  return `amqp://${user}:${secret(place, `rabbitmq-${user}`)}@127.0.0.1:${portOf(place, "amqp")}/`;
}

/** Returns the address of the management pages and API. */
export function managementUrl(place: Place): string {
  return `http://127.0.0.1:${portOf(place, "management")}`;
}

/** Creates a user in the running broker, or changes its password and permissions. The user remains after a restart. */
export async function createBrokerUser(place: Place, user: BrokerUser): Promise<void> {
  const tags = user.administrator ? "administrator" : "";
  await manage(place, `/api/users/${encodeURIComponent(user.name)}`, { password: user.password, tags });
  const { configure, write, read } = user;
  await manage(place, `/api/permissions/%2F/${encodeURIComponent(user.name)}`, { configure, write, read });
}

/**
 * Deletes the queues of the virtual host `/` whose names begin with this prefix, including their messages. Returns the number of
 * deleted queues.
 */
export async function deleteQueues(place: Place, beginning: string): Promise<number> {
  const headers = authorization(place);
  const queues = `${managementUrl(place)}/api/queues/%2F`;
  const answer = await fetch(`${queues}?columns=name`, { headers });
  if (!answer.ok) throw new Error(`RabbitMQ refused to list its queues: ${answer.status}`);
  const all = (await answer.json()) as { name: string }[];
  const ours = all.filter(({ name }) => name.startsWith(beginning));
  for (const { name } of ours)
    await fetch(`${queues}/${encodeURIComponent(name)}`, { method: "DELETE", headers });
  return ours.length;
}

/** Runs a command of rabbitmqctl on the running broker, such as `set_disk_free_limit 1000GB`, and returns its output. */
export async function rabbitmqctl(place: Place, args: readonly string[]): Promise<string> {
  const options = { cwd: place.data, account: place.account, env: environment(place) };
  return run("/usr/lib/rabbitmq/bin/rabbitmqctl", args, options);
}

async function manage(place: Place, path: string, body: object): Promise<void> {
  const headers = { ...authorization(place), "Content-Type": "application/json" };
  const answer = await fetch(managementUrl(place) + path, {
    method: "PUT",
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`RabbitMQ refused PUT ${path}: ${answer.status} ${await answer.text()}`);
}

async function isListening(place: Place): Promise<boolean> {
  const check = `/api/health/checks/port-listener/${portOf(place, "amqp")}`;
  return (await fetch(managementUrl(place) + check, { headers: authorization(place) })).ok;
}

function authorization(place: Place): { Authorization: string } {
  const credentials = `suture_admin:${secret(place, "rabbitmq-suture_admin")}`;
  return { Authorization: `Basic ${Buffer.from(credentials).toString("base64")}` };
}

async function launch(place: Place): Promise<void> {
  progress("RabbitMQ: starting", "about five seconds");
  await startEpmd(place);
  const ports = { amqp: await claimPort(place, "amqp"), management: await claimPort(place, "management") };
  const distribution = await claimPort(place, "rabbitmq-distribution");
  writeConfiguration(place, { ...ports, prometheus: await claimPort(place, "rabbitmq-prometheus") });
  const env = { ...environment(place), RABBITMQ_DIST_PORT: String(distribution) };
  const options = { cwd: place.data, account: place.account, env };
  await startProcess(place, "rabbitmq", {
    command: "/usr/lib/rabbitmq/bin/rabbitmq-server",
    args: [],
    ...options,
  });
}

async function startEpmd(place: Place): Promise<void> {
  if (isRunning(place, "epmd")) return;
  const port = await claimPort(place, "epmd");
  const args = ["-port", String(port), "-address", "127.0.0.1"];
  const options = { cwd: place.data, account: place.account, env: { PATH: "/usr/bin:/bin" } };
  await startProcess(place, "epmd", { command: "/usr/bin/epmd", args, ...options });
}

interface ListenerPorts {
  readonly amqp: number;
  readonly management: number;
  readonly prometheus: number;
}

function writeConfiguration(place: Place, ports: ListenerPorts): void {
  const folder = home(place);
  const users = [
    administrator("suture_admin", secret(place, "rabbitmq-suture_admin")),
    sidecarUser("suture_sidecar", secret(place, "rabbitmq-suture_sidecar")),
    ...Object.entries(PUBLISHERS).map(([name, connections]) =>
      publisher(name, secret(place, `rabbitmq-${name}`), connections),
    ),
  ];
  const definitionsFile = ownedFile(place, join(folder, "definitions.json"), definitions(users));
  const settings = [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    "management.tcp.ip = 127.0.0.1",
    `management.tcp.port = ${ports.management}`,
    "prometheus.tcp.ip = 127.0.0.1",
    `prometheus.tcp.port = ${ports.prometheus}`,
    `load_definitions = ${definitionsFile}`,
    "disk_free_limit.absolute = 100MB", // low, because the disk may be nearly full and an alarm would block all publishers
    "log.console = true",
    "log.file = false",
  ];
  ownedFile(place, join(folder, "rabbitmq.conf"), `${settings.join("\n")}\n`);
  const plugins = "[rabbitmq_management,rabbitmq_prometheus,rabbitmq_consistent_hash_exchange].\n";
  ownedFile(place, join(folder, "enabled_plugins"), plugins);
}

function environment(place: Place): NodeJS.ProcessEnv {
  const folder = home(place);
  return {
    PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
    LC_ALL: "C.UTF-8",
    HOME: folder, // contains the Erlang cookie
    ERL_EPMD_PORT: String(portOf(place, "epmd")),
    ERL_EPMD_ADDRESS: "127.0.0.1",
    RUNNING_UNDER_SYSTEMD: "true", // the start script then becomes the server, which thus has the recorded pid
    RABBITMQ_NODENAME: `suture-${shortHash(place.root)}@localhost`,
    RABBITMQ_CONF_ENV_FILE: join(folder, "rabbitmq-env.conf"),
    RABBITMQ_CONFIG_FILE: join(folder, "rabbitmq.conf"),
    RABBITMQ_ADVANCED_CONFIG_FILE: join(folder, "advanced.config"),
    RABBITMQ_GENERATED_CONFIG_DIR: join(folder, "generated"),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "enabled_plugins"),
    RABBITMQ_MNESIA_BASE: join(folder, "mnesia"),
    RABBITMQ_LOG_BASE: join(folder, "log"),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none +sbwtdcpu none +sbwtdio none",
  };
}

function home(place: Place): string {
  return ownedFolder(place, join(place.data, "rabbitmq"));
}
