import { join } from "node:path";
import { eventually } from "../../dev/clients/eventually.ts";
import { logTail, type Place } from "../../dev/environment/place.ts";
import { claimPort, portOf } from "../../dev/environment/ports.ts";
import { isRunning, killProcess, startProcess, stopProcess } from "../../dev/environment/processes.ts";
import { SIDECAR_FLAGS, sidecarSettings } from "../../dev/environment/sidecar.ts";

/** The names under which an environment remembers its sidecars; it starts the first one itself. */
export const SIDECARS = ["sidecar", "sidecar-2"] as const;
export type SidecarName = (typeof SIDECARS)[number];

const MLLP_PORT = { sidecar: "mllp", "sidecar-2": "mllp-2" } as const;

/** Where a sidecar receives messages. */
export type Doors = { readonly url: string; readonly mllp: { readonly host: string; readonly port: number } };

export function doorsOf(place: Place, name: SidecarName): Doors {
  return {
    url: `http://127.0.0.1:${portOf(place, name)}`,
    mllp: { host: "127.0.0.1", port: portOf(place, MLLP_PORT[name]) },
  };
}

/** Starts a sidecar without waiting for it: senders repeat, as partners do. */
export async function launchSidecar(
  place: Place,
  name: SidecarName,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const env = {
    PATH: process.env.PATH,
    ...sidecarSettings(place),
    SUTURE_HTTP_PORT: String(await claimPort(place, name)),
    SUTURE_MLLP_PORT: String(await claimPort(place, MLLP_PORT[name])),
    ...settings,
  };

  const main = join(place.checkout, "sidecar/main.ts");
  const args = [...SIDECAR_FLAGS, main];
  await startProcess(place, name, { command: process.execPath, args, cwd: place.checkout, env });
}

export async function readySidecar(place: Place, name: SidecarName): Promise<void> {
  await eventually(
    () => `the sidecar is ready. ${logTail(place, name)}`,
    () =>
      fetch(`${doorsOf(place, name).url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ),
    60,
  );
}

export const sidecarRuns = (place: Place, name: SidecarName): boolean => isRunning(place, name);
export const killSidecarNow = (place: Place, name: SidecarName): Promise<void> => killProcess(place, name);
export const stopSidecarNow = (place: Place, name: SidecarName): Promise<void> => stopProcess(place, name);
