import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Place } from "./place.ts";
import { readState, updateState } from "./state.ts";

// The range of ports for services. It is below the range from which Linux takes the local ports of outgoing connections (from
// 32768), so that a service that is stopped for a while finds its port free when it starts again.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** How long to wait for a port to become free. A killed process may occupy its port until its threads have ended. */
const PATIENCE_MS = 3000;
const LOOK_MS = 50;

/**
 * Returns the port assigned to `name`. A port is chosen the first time, and again if another program occupies the assigned one.
 * Must not be called for a running service, because its own port would appear occupied.
 */
export async function claimPort(place: Place, name: string): Promise<number> {
  const kept = readState(place).ports[name];
  if (kept !== undefined && (await becomesFree(kept))) return kept;
  const port = await freePort(Object.values(readState(place).ports));
  updateState(place, (state) => ({ ...state, ports: { ...state.ports, [name]: port } }));
  return port;
}

/** Returns the port assigned to `name`. Throws an error if the service was never started. */
export function portOf(place: Place, name: string): number {
  const port = readState(place).ports[name];
  if (port === undefined) throw new Error(`There is no port for "${name}" yet. Run: npm run env:up`);
  return port;
}

async function freePort(taken: readonly number[]): Promise<number> {
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST);
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
}

async function becomesFree(port: number): Promise<boolean> {
  const until = performance.now() + PATIENCE_MS;
  while (!(await isFree(port))) {
    if (performance.now() > until) return false;
    await pause(LOOK_MS);
  }
  return true;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
