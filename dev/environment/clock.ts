import { clockLibrary } from "./clock-library.ts";

/**
 * The environment variable that shifts the clock of all processes that a command starts: PostgreSQL, RabbitMQ, Odoo, the sidecar
 * and the tests. A person can enter any form that `offsetOf` parses; while a command runs, it is a number of seconds, such as
 * `+34560000`.
 */
export const CLOCK = "SUTURE_CLOCK";

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/**
 * Returns how many seconds a clock is ahead of the real one. The number is negative if the clock is behind.
 * @param text an offset, such as `+45d`, `-2h`, `+90m`, `+30s` or `+34560000` (seconds), or the time in UTC at which the clock
 * starts, such as `@2028-02-29 09:00:00`
 * @throws Error that explains these forms if the text has none of them
 */
export function offsetOf(text: string, now = Date.now()): number {
  const ahead = /^([+-])(\d+)([smhd]?)$/.exec(text);
  if (ahead !== null) {
    const [, sign, count, unit] = ahead;
    const seconds = Number(count) * SECONDS[(unit || "s") as keyof typeof SECONDS];
    return sign === "-" ? -seconds : seconds;
  }
  const moment = /^@(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text);
  const start = moment === null ? Number.NaN : Date.parse(`${moment[1]}T${moment[2]}Z`);
  if (!Number.isNaN(start)) return Math.round((start - now) / 1000);
  throw new Error(
    `"${text}" is not a valid clock. Enter how far it is ahead (+45d, +12h) or where it starts (@2028-02-29 09:00:00, in UTC).`,
  );
}

/** Formats a number of seconds so that both `offsetOf` and libfaketime can parse it. */
export function inSeconds(offset: number): string {
  return `${offset < 0 ? "-" : "+"}${Math.abs(offset)}`;
}

/** Returns whether this command starts its processes with a shifted clock. */
export function isMoved(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(env[CLOCK]);
}

/** The clock of a process: "ours" is the clock in SUTURE_CLOCK, "true" is the real one, which TLS and package lists require. */
export type Whose = "ours" | "true";

/**
 * Returns the environment variables of a process with the variables that set its clock. All processes that dev/ and the tests
 * start use it.
 */
export function withClock(env: NodeJS.ProcessEnv = process.env, whose: Whose = "ours"): NodeJS.ProcessEnv {
  if (whose === "true") return withoutClock(env);
  return isMoved() ? { ...env, ...clockVariables(offsetOf(process.env[CLOCK] as string)) } : env;
}

/**
 * Returns the environment variables that shift the clock of a single process by this number of seconds relative to all others.
 */
export const clockAhead = (seconds: number): Record<string, string> =>
  clockVariables(offsetOf(process.env[CLOCK] || "+0") + seconds);

/**
 * Returns the settings of libfaketime. Two of its defaults are switched off. It would shift the monotonic clock, so that waits
 * with a timeout would never end. It would also shift the times of files, but not for Node, which requests them directly from the
 * kernel.
 */
function clockVariables(offset: number): Record<string, string> {
  return {
    LD_PRELOAD: clockLibrary(),
    FAKETIME: inSeconds(offset),
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    NO_FAKE_STAT: "1",
    ...(process.env.TZ === undefined ? {} : { TZ: process.env.TZ }),
  };
}

function withoutClock(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { LD_PRELOAD, FAKETIME: _moved, ...rest } = env;
  return LD_PRELOAD === undefined || LD_PRELOAD.includes("/faketime/") ? rest : { ...rest, LD_PRELOAD };
}
