import { clockLibrary } from "./clock-library.ts";

/**
 * The environment variable that shifts the clock of everything a command starts: PostgreSQL, RabbitMQ, Odoo, the sidecar, the
 * tests. While a command runs it is a number of seconds, `+34560000`; `offsetOf` parses what a person writes.
 */
export const CLOCK = "SUTURE_CLOCK";

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/**
 * Returns how many seconds a clock is ahead of the real one, negative if it is behind.
 * @param text `+45d`, `-2h`, `+90m`, `+30s`, `+34560000`; or a time in UTC, `@2028-02-29 09:00:00`, from which the clock runs on
 * @throws Error that lists the forms, if it is none of them
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

/** Formats a number of seconds for both `offsetOf` and libfaketime. */
export function inSeconds(offset: number): string {
  return `${offset < 0 ? "-" : "+"}${Math.abs(offset)}`;
}

/** Reports whether this command starts its processes with a shifted clock. */
export function isMoved(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(env[CLOCK]);
}

/** Which clock a process gets: `ours`, the one in SUTURE_CLOCK; or the real one, for TLS and package lists. */
export type Whose = "ours" | "true";

/** Returns the environment for a process, with the clock in it. Every process of dev/ and of the tests uses it. */
export function withClock(env: NodeJS.ProcessEnv = process.env, whose: Whose = "ours"): NodeJS.ProcessEnv {
  if (whose === "true") return withoutClock(env);
  return isMoved() ? { ...env, ...clockVariables(offsetOf(process.env[CLOCK] as string)) } : env;
}

/** Returns the variables that shift one process's clock alone, by this many seconds relative to all others. */
export const clockAhead = (seconds: number): Record<string, string> =>
  clockVariables(offsetOf(process.env[CLOCK] || "+0") + seconds);

/**
 * The settings of libfaketime. By default it also fakes the monotonic clock, and then waits with a timeout never end; and the
 * times of files, which Node requests from the kernel directly: half of that would be worse than nothing.
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
