import { type OdooClient, odooClient } from "../../dev/clients/odoo.ts";
import type { Environment } from "../../dev/environment/environment.ts";
import { killOdoo, startOdoo, stopOdoo } from "../../dev/environment/odoo.ts";
import type { Place } from "../../dev/environment/place.ts";
import { portOf } from "../../dev/environment/ports.ts";
import { amqpUrl, killRabbitmq, startRabbitmq } from "../../dev/environment/rabbitmq.ts";
import { keepSecret, secretFile } from "../../dev/environment/secrets.ts";
import { type Chance, chanceFrom } from "./chance.ts";
import { type Doors, openDoors } from "./doors.ts";
import {
  type Doors as Addresses,
  doorsOf,
  killSidecarNow,
  launchSidecar,
  readySidecar,
  SIDECARS,
  type SidecarName,
  sidecarRuns,
  stopSidecarNow,
} from "./sidecars.ts";
import { openProxy, type TcpProxy } from "./tcp-proxy.ts";

export type StageOptions = {
  readonly place: Place;
  readonly environment: Environment;
  /** The source of random choices: the same seed breaks the same things after the same messages. */
  readonly seed: number;
  /** 1: as specified; 0.1: a tenth of the messages, faults and minutes. */
  readonly scale: number;
  readonly sidecars?: 1 | 2;
  /** Reports progress. It may throw to end the test. */
  readonly tell: (text: string) => void;
};

/** What a test breaks: an environment whose sidecars reach Odoo and RabbitMQ through proxies. */
export type Stage = StageOptions & {
  readonly odoo: OdooClient;
  readonly chance: Chance;
  /** Marks what this test created; a few letters and digits. */
  readonly run: string;
  /** Returns a name for one load of the test: no two loads may share the numbers of their documents. */
  nextLoad(): string;
  readonly odooProxy: TcpProxy;
  readonly brokerProxy: TcpProxy;
  readonly doors: Doors;
  /** Restarts all sidecars with these settings in addition to the usual ones, and waits until they are ready. */
  restartSidecars(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** Kills the first sidecar if it is running, and starts it with these settings, without waiting. */
  launchFirst(settings?: Readonly<Record<string, string>>): Promise<void>;
  killFirst(): Promise<void>;
  firstRuns(): boolean;
  /** The address of the first sidecar: if another program took its port while it was dead, it gets a new one. */
  firstDoors(): Addresses;
  readonly faults: Faults;
  /** This many, at the stage's scale; at least `least`. */
  scaled(count: number, least?: number): number;
  close(): Promise<void>;
};

/** Each breaks something and repairs it. Nothing may use it in between. */
export type Faults = {
  /** Kills one of the sidecars with SIGKILL; it is restarted immediately. */
  killSidecar(): Promise<void>;
  killBroker(): Promise<void>;
  /** With SIGKILL or gracefully, at random. */
  restartOdoo(): Promise<void>;
};

let runs = 0;
const LOADS = "abcdefghijklmnopqrstuvwxy";

export async function openStage(options: StageOptions): Promise<Stage> {
  const { place, environment, seed, scale } = options;
  const names = SIDECARS.slice(0, options.sidecars ?? 1);
  const chance = chanceFrom(seed);
  const odooProxy = await openProxy(() => portOf(place, "odoo"));
  const brokerProxy = await openProxy(() => portOf(place, "amqp"));
  const settings = { current: {} as Readonly<Record<string, string>> };
  const launch = (name: SidecarName) =>
    launchSidecar(place, name, { ...behindProxies(place, odooProxy, brokerProxy), ...settings.current });
  const doors = openDoors(environment, () => names.map((name) => doorsOf(place, name)));
  runs += 1;
  const run = `${Math.floor(Date.now() / 1000).toString(36)}${runs.toString(36)}`;
  let loads = 0;
  return {
    ...options,
    odoo: odooClient(environment.odoo),
    chance,
    run,
    nextLoad: () => `${run}${LOADS[loads++] ?? "z"}`,
    odooProxy,
    brokerProxy,
    doors,
    restartSidecars: async (given = {}) => {
      settings.current = given;
      for (const name of names) await killSidecarNow(place, name);
      for (const name of names) await launch(name);
      for (const name of names) await readySidecar(place, name);
    },
    launchFirst: async (given = {}) => {
      settings.current = given;
      await killSidecarNow(place, "sidecar");
      await launch("sidecar");
    },
    killFirst: () => killSidecarNow(place, "sidecar"),
    firstRuns: () => sidecarRuns(place, "sidecar"),
    firstDoors: () => doorsOf(place, "sidecar"),
    faults: faultsOn(place, chance, names, launch),
    scaled: (count, least = 1) => Math.max(least, Math.round(count * scale)),
    close: async () => {
      await doors.close();
      for (const name of names) await stopSidecarNow(place, name);
      await Promise.all([odooProxy.close(), brokerProxy.close()]);
    },
  };
}

/** Returns the settings that make a sidecar use the proxies. */
function behindProxies(place: Place, odoo: TcpProxy, broker: TcpProxy): Record<string, string> {
  const url = new URL(amqpUrl(place, "suture_sidecar"));
  url.port = String(broker.port);
  keepSecret(place, "sidecar-amqp-url-proxied", url.href);
  return {
    SUTURE_ODOO_URL: `http://127.0.0.1:${odoo.port}`,
    SUTURE_AMQP_URL_FILE: secretFile(place, "sidecar-amqp-url-proxied"),
  };
}

function faultsOn(
  place: Place,
  chance: Chance,
  names: readonly SidecarName[],
  launch: (name: SidecarName) => Promise<void>,
): Faults {
  return {
    killSidecar: async () => {
      const name = chance.pick(names);
      await killSidecarNow(place, name);
      await launch(name);
    },
    killBroker: async () => {
      await killRabbitmq(place);
      await startRabbitmq(place);
    },
    restartOdoo: async () => {
      await (chance.happens(0.5) ? killOdoo(place) : stopOdoo(place));
      await startOdoo(place);
    },
  };
}
