import { spawn } from "node:child_process";
import { join } from "node:path";
import { eventually } from "../../dev/clients/eventually.ts";
import { withClock } from "../../dev/environment/clock.ts";
import type { Place } from "../../dev/environment/place.ts";
import { claimPort } from "../../dev/environment/ports.ts";
import { sidecarSettings } from "../../dev/environment/sidecar.ts";

export type OwnSidecar = { readonly url: string; stop(signal?: NodeJS.Signals): Promise<void> };

/**
 * Starts a separate sidecar, with its own settings, in addition to or instead of the sidecar of the environment, and waits until
 * it is ready.
 * @param script the path, below the root of the checkout, of the script that starts the sidecar; it may use other registries
 */
export async function startOwnSidecar(
  place: Place,
  name: string,
  settings: Readonly<Record<string, string>>,
  script = "sidecar/main.ts",
): Promise<OwnSidecar> {
  const port = await claimPort(place, name);
  const env = withClock({
    PATH: process.env.PATH,
    ...sidecarSettings(place),
    SUTURE_HTTP_PORT: String(port),
    ...settings,
  });
  const child = spawn(process.execPath, [join(place.checkout, script)], {
    cwd: place.checkout,
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await eventually(`the sidecar at ${url} is ready`, () =>
    fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
  return {
    url,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return gone;
    },
  };
}
