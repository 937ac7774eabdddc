import { randomInt } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Place } from "./place.ts";
import { readState, updateState } from "./state.ts";

// Below the range from which Linux takes the local ports of outgoing connections (32768 on): a service that is
// stopped for a while must find its port free when it comes back.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A killed process may occupy its port while its threads end. */
const PATIENCE_MS = 3000;
const LOOK_MS = 50;

/**
 * Returns the port assigned to `name`; chosen the first time, and again if another program occupies it. Only for a service that
 * is not running: its own port would look occupied.
 */
export async function claimPort(place: Place, name: string): Promise<number> {
  const kept = readState(place).ports[name];
  if (kept !== undefined && (await becomesFree(kept))) return kept;
  const port = await freePort(Object.values(readState(place).ports));
  updateState(place, (state) => ({ ...state, ports: { ...state.ports, [name]: port } }));
  return port;
}

/** Returns the port assigned to `name`. @throws Error if the service was never started. */
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
