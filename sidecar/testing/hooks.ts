import type { Log } from "../engine/ports/runtime.ts";
import { CRASH_POINTS, crashAt, withCrashPoints } from "./crash-points.ts";
import { recordEventLoop } from "./event-loop.ts";

/**
 * Environment variables for tests that break parts from outside. They are not settings of a production sidecar:
 * without SUTURE_TEST_HOOKS=on, each of them is refused like an unknown setting.
 */
export const TEST_HOOKS = {
  /** "on" activates the other hooks. */
  switch: "SUTURE_TEST_HOOKS",
  /** `<crash point>:<n>`: the process kills itself the n-th time it reaches that point. */
  crashPoint: "SUTURE_TEST_CRASH_POINT",
  /** The file that records long event-loop stalls. */
  eventLoop: "SUTURE_TEST_EVENT_LOOP",
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns whether a variable is a permitted hook. */
export function isTestHook(name: string, environment: Environment): boolean {
  return environment[TEST_HOOKS.switch] === "on" && Object.values<string>(TEST_HOOKS).includes(name);
}

/**
 * Returns the functions through which `composition/` passes its parts. They return the parts unchanged unless a test
 * sets a crash point.
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
