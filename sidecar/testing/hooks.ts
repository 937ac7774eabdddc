import type { Log } from "../engine/ports/runtime.ts";
import { CRASH_POINTS, crashAt, withCrashPoints } from "./crash-points.ts";
import { recordEventLoop } from "./event-loop.ts";

/**
 * The environment variables with which tests make the sidecar crash at a given point or record stalls of its event loop. They are
 * not settings for production: without SUTURE_TEST_HOOKS=on, each of them is refused like an unknown setting.
 */
export const TEST_HOOKS = {
  /** If "on", the other hooks are active. */
  switch: "SUTURE_TEST_HOOKS",
  /** `<crash point>:<n>`: the process kills itself the n-th time that it reaches the crash point. */
  crashPoint: "SUTURE_TEST_CRASH_POINT",
  /** The file to which stalls of the event loop are recorded. */
  eventLoop: "SUTURE_TEST_EVENT_LOOP",
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns whether an environment variable is a test hook and test hooks are on. */
export function isTestHook(name: string, environment: Environment): boolean {
  return environment[TEST_HOOKS.switch] === "on" && Object.values<string>(TEST_HOOKS).includes(name);
}

/**
 * Returns the functions with which `composition/` wraps components of the sidecar. The wrapped components behave unchanged unless
 * a test has set a crash point.
 */
export function testHooks(environment: Environment, log: Log) {
  if (environment[TEST_HOOKS.switch] !== "on") return withCrashPoints(() => {});
  log.warn({}, "test hooks are on: do not use this sidecar in production");
  const eventLoop = environment[TEST_HOOKS.eventLoop];
  if (eventLoop) recordEventLoop(eventLoop);
  return withCrashPoints(crashOf(environment[TEST_HOOKS.crashPoint]));
}

function crashOf(setting: string | undefined) {
  if (!setting) return () => {};
  const point = CRASH_POINTS.find((each) => setting.startsWith(`${each}:`));
  const nth = Number(point && setting.slice(point.length + 1));
  if (!point || !Number.isInteger(nth) || nth < 1)
    throw new Error(`${TEST_HOOKS.crashPoint} must name a crash point and a number: ${setting}`);
  return crashAt(point, nth);
}
