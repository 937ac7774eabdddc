import { execFile, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { eventually } from "../../dev/clients/eventually.ts";
import { withClock } from "../../dev/environment/clock.ts";
import type { Environment } from "../../dev/environment/environment.ts";
import { logFile, type Place } from "../../dev/environment/place.ts";
import { JOURNAL, postgresUrl, query } from "../../dev/environment/postgres.ts";
import { SIDECAR_FLAGS, sidecarSettings } from "../../dev/environment/sidecar.ts";
import { migrate } from "../../sidecar/journal/database.ts";
import type { LoadOptions, LoadResult } from "./intake-load.ts";
import { watchMemory } from "./memory.ts";

export type IntakeFigures = {
  readonly fastest: LoadResult;
  readonly atHalf: LoadResult;
  readonly synchronousCommit: string;
  /** Rows of the journal; there must be as many as 202 answers. */
  readonly stored: number;
  readonly megabytes: number;
};

const DATABASE = "suture_bench_intake";
const TARGET_PER_SECOND = 1500;

/**
 * Measures intake alone: a separate sidecar with its own journal, with the broker and Odoo unreachable, so that nothing after the
 * 202 takes part. The load comes from another process.
 */
export async function measureIntake(
  place: Place,
  environment: Environment,
  key: string,
  seconds: number,
): Promise<IntakeFigures> {
  await makeJournal(place);
  const broker = await cuttable(new URL(environment.rabbitmq.url));
  const sidecar = await startSidecar(place, broker.port);
  const memory = watchMemory(sidecar.pid);
  try {
    broker.cut();
    const load = (more: Pick<LoadOptions, "connections" | "seconds" | "rate">) =>
      runLoad({ url: sidecar.url, key, control: nextControls(), ...more });
    const warm = await load({ connections: 32, seconds: 3, rate: null });
    // The steady rate first: full speed leaves hundreds of megabytes for the disk to write in the meantime.
    const atHalf = await load({ connections: 32, seconds, rate: TARGET_PER_SECOND / 2 });
    const fastest = await load({ connections: 64, seconds, rate: null });
    const [setting] = await query(place, DATABASE, "show synchronous_commit");
    const [rows] = await query(place, DATABASE, "select count(*)::int as n from message");
    const accepted = warm.accepted + fastest.accepted + atHalf.accepted;
    // Requests cut off at the end of the load may be stored without a counted answer.
    if (Number(rows?.n) < accepted) throw new Error(`${accepted} were answered 202, ${rows?.n} are stored`);
    const megabytes = memory.stop();
    return {
      fastest,
      atHalf,
      synchronousCommit: String(setting?.synchronous_commit),
      stored: Number(rows?.n),
      megabytes,
    };
  } finally {
    memory.stop();
    await sidecar.stop();
    broker.close();
    await query(place, "postgres", `drop database ${DATABASE} with (force)`);
  }
}

/** Returns the first of a million control numbers that no earlier load has used: a repeated one would be a duplicate. */
const firstControl = newControlNumber();
let loads = 0;
const nextControls = () => (firstControl + 1_000_000 * loads++) % 900_000_000;

async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const script = join(import.meta.dirname, "intake-load.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(options)]);
  return JSON.parse(stdout) as LoadResult;
}

/** Creates a journal with the connections and their keys, as after any earlier run. */
async function makeJournal(place: Place): Promise<void> {
  await query(place, "postgres", `drop database if exists ${DATABASE} with (force)`);
  await query(place, "postgres", `create database ${DATABASE} owner suture_sidecar`);
  await migrate(postgresUrl(place, DATABASE, "suture_sidecar"), () => {});
  for (const table of ["configuration", "api_key"]) {
    const [rows] = await query(place, JOURNAL, `select json_agg(t) as all from ${table} t`);
    const insert = `insert into ${table} select * from json_populate_recordset(null::${table}, $1)`;
    await query(place, DATABASE, insert, [JSON.stringify(rows?.all ?? [])]);
  }
}

/** A connection to the broker that can be closed: connections end, and new ones fail. */
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

async function startSidecar(place: Place, brokerPort: number) {
  const {
    SUTURE_DATABASE_URL_FILE: _journal,
    SUTURE_AMQP_URL_FILE: amqpFile,
    ...rest
  } = sidecarSettings(place);
  const amqp = new URL(readFileSync(amqpFile ?? "", "utf8").trim());
  amqp.port = String(brokerPort);
  const env = withClock({
    PATH: process.env.PATH,
    ...rest,
    SUTURE_DATABASE_URL: postgresUrl(place, DATABASE, "suture_sidecar"),
    SUTURE_AMQP_URL: String(amqp),
    SUTURE_ODOO_URL: "http://127.0.0.1:9", // the port "discard": nobody answers
    SUTURE_HTTP_PORT: "0",
    // One connection from one address, as fast as it is answered: this is what is measured.
    SUTURE_RATE_PER_CONNECTION: "1000000",
    SUTURE_RATE_PER_ADDRESS: "1000000",
  });
  const args = [...SIDECAR_FLAGS, join(place.checkout, "sidecar/main.ts")];
  const file = logFile(place, "sidecar-intake");
  const log = openSync(file, "w");
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", log, log] });
  closeSync(log);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const port = await eventually(
    `the sidecar of the intake listens (${file})`,
    () => /"port":(\d+),"msg":"listening"/.exec(readFileSync(file, "utf8"))?.[1],
  );
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill("SIGKILL"); // its broker is unreachable, and nobody needs the messages it received
      await ended;
    },
  };
}
