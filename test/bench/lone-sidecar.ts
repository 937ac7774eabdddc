import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { eventually } from "../../dev/clients/eventually.ts";
import { withClock } from "../../dev/environment/clock.ts";
import { logFile, type Place } from "../../dev/environment/place.ts";
import { claimPort } from "../../dev/environment/ports.ts";
import { postgresUrl, query } from "../../dev/environment/postgres.ts";
import { amqpUrl } from "../../dev/environment/rabbitmq.ts";
import { SIDECAR_FLAGS, sidecarSettings } from "../../dev/environment/sidecar.ts";
import { readState } from "../../dev/environment/state.ts";
import { migrate } from "../../sidecar/journal/database.ts";

export type LoneSidecar = {
  readonly url: string;
  /** The port of its MLLP listener; 0 if the settings configure none. */
  readonly mllp: number;
  readonly pid: number;
  /** Ends the sidecar, and deletes its journal. */
  stop(): Promise<void>;
};

/** Creates an empty journal, and deletes the one that an earlier run left. */
export async function createBenchJournal(place: Place, database: string): Promise<void> {
  await query(place, "postgres", `drop database if exists ${database} with (force)`);
  await query(place, "postgres", `create database ${database} owner suture_sidecar`);
  await migrate(postgresUrl(place, database, "suture_sidecar"), () => {});
}

/**
 * Starts a separate sidecar with its own journal, which must exist. Odoo is unreachable, and so is the broker as soon as the sidecar
 * has started, unless `keepsBroker` is set, so that nothing after the acknowledgement takes part in a measurement. No rate limits its senders.
 */
export async function startLoneSidecar(
  place: Place,
  {
    name,
    database,
    settings = {},
    keepsBroker = false,
  }: {
    readonly name: string;
    readonly database: string;
    readonly settings?: Readonly<Record<string, string>>;
    /** Whether the broker stays reachable, so that messages are decoded. */
    readonly keepsBroker?: boolean;
  },
): Promise<LoneSidecar> {
  // The settings contain the address of Odoo, even if it never started here.
  if (readState(place).ports.odoo === undefined) await claimPort(place, "odoo");
  const {
    SUTURE_DATABASE_URL_FILE: _journal,
    SUTURE_AMQP_URL_FILE: _amqp,
    SUTURE_ODOO_API_KEY_FILE: _key,
    ...rest
  } = sidecarSettings(place);
  const amqp = new URL(amqpUrl(place, "suture_sidecar"));
  const broker = await cuttable(new URL(amqp));
  amqp.port = String(broker.port);
  const env = withClock({
    PATH: process.env.PATH,
    ...rest,
    SUTURE_DATABASE_URL: postgresUrl(place, database, "suture_sidecar"),
    SUTURE_AMQP_URL: String(amqp),
    SUTURE_ODOO_URL: "http://127.0.0.1:9", // the port "discard": nobody answers
    SUTURE_ODOO_API_KEY: "k".repeat(40),
    SUTURE_HTTP_PORT: "0",
    SUTURE_RATE_PER_CONNECTION: "1000000",
    SUTURE_RATE_PER_ADDRESS: "1000000",
    ...settings,
  });
  const file = logFile(place, `sidecar-${name}`);
  const log = openSync(file, "w");
  const args = [...SIDECAR_FLAGS, join(place.checkout, "sidecar/main.ts")];
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", log, log] });
  closeSync(log);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const said = () => readFileSync(file, "utf8");
  const listening = () => /"port":(\d+),"msg":"listening"/.exec(said())?.[1];
  const port = await eventually(`the sidecar "${name}" listens (${file})`, () => {
    if (child.exitCode !== null) throw new Error(`the sidecar "${name}" ended: ${said().slice(-1000)}`);
    return listening();
  }).catch((error: unknown) => {
    child.kill("SIGKILL");
    broker.close();
    throw error;
  });
  if (!keepsBroker) broker.cut();
  return {
    url: `http://127.0.0.1:${port}`,
    mllp: Number(/"port":(\d+)[^\n]*"msg":"listening for HL7 v2"/.exec(said())?.[1] ?? 0),
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill("SIGKILL"); // its broker is unreachable, and nobody needs the messages it received
      await ended;
      broker.close();
      await query(place, "postgres", `drop database ${database} with (force)`);
    },
  };
}

/** Opens a connection to the broker that can be cut: connections end, and new ones fail. */
async function cuttable({ hostname, port }: URL) {
  const sockets = new Set<Socket>();
  let open = true;
  const server = createServer((near) => {
    if (!open) return near.destroy();
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}
