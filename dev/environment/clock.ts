import { clockLibrary } from "./clock-library.ts";

/**
 * The environment variable that moves the clock of everything a command starts: PostgreSQL, RabbitMQ, Odoo, the sidecar, the
 * tests. While a command runs it is a number of seconds, `+34560000`; what a person writes is read by `offsetOf`.
 */
export const CLOCK = "SUTURE_CLOCK";

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/**
 * How many seconds a clock is ahead of the true one, negative when it is behind.
 * @param text `+45d`, `-2h`, `+90m`, `+30s`, `+34560000`; or a moment of UTC, `@2028-02-29 09:00:00`, from which the clock goes on
 * @throws Error that names the forms, when it is none of them
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
    `"${text}" is no clock. Write how far it is ahead (+45d, +12h) or where it starts (@2028-02-29 09:00:00, in UTC).`,
  );
}

/** A number of seconds in the form that `offsetOf` and libfaketime both read. */
export function inSeconds(offset: number): string {
  return `${offset < 0 ? "-" : "+"}${Math.abs(offset)}`;
}

/** Whether what this command starts runs on a clock of its own. */
export function isMoved(env: NodeJS.ProcessEnv = process.env): boolean {
  return Boolean(env[CLOCK]);
}

/** Which clock a process gets: `ours`, the one in SUTURE_CLOCK; or the true one, which TLS and package lists are checked by. */
export type Whose = "ours" | "true";

/** The environment for a process that is started, with the clock in it. Every process of dev/ and of the tests gets its from here. */
export function withClock(env: NodeJS.ProcessEnv = process.env, whose: Whose = "ours"): NodeJS.ProcessEnv {
  if (whose === "true") return withoutClock(env);
  return isMoved() ? { ...env, ...clockVariables(offsetOf(process.env[CLOCK] as string)) } : env;
}

/** The variables that move one process's clock alone, so many seconds ahead of everybody else's. */
export const clockAhead = (seconds: number): Record<string, string> =>
  clockVariables(offsetOf(process.env[CLOCK] || "+0") + seconds);

/**
 * What libfaketime reads. It fakes the monotonic clock too unless told otherwise, and then whatever waits with a limit never ends;
 * and the times of files, which Node asks the kernel for without it: half of that would be worse than nothing.
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
