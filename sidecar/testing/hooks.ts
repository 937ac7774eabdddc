import type { Log } from "../engine/ports/runtime.ts";
import { CRASH_POINTS, crashAt, withCrashPoints } from "./crash-points.ts";
import { recordEventLoop } from "./event-loop.ts";

/**
 * Hooks for tests that break things from outside. They are settings of no sidecar that works: without SUTURE_TEST_HOOKS=on each of
 * them is refused like any setting that does not exist.
 */
export const TEST_HOOKS = {
  /** "on", or nothing is hooked. */
  switch: "SUTURE_TEST_HOOKS",
  /** `<crash point>:<n>`: the process kills itself the n-th time it passes there. */
  crashPoint: "SUTURE_TEST_CRASH_POINT",
  /** A file to which the longest standstills of the event loop are written. */
  eventLoop: "SUTURE_TEST_EVENT_LOOP",
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a variable is a hook that may be there. */
export function isTestHook(name: string, environment: Environment): boolean {
  return environment[TEST_HOOKS.switch] === "on" && Object.values<string>(TEST_HOOKS).includes(name);
}

/** Gives what `composition/` passes its parts through; they come back as they are, unless a test says where to crash. */
export function testHooks(environment: Environment, log: Log) {
  if (environment[TEST_HOOKS.switch] !== "on") return withCrashPoints(() => {});
  log.warn({}, "test hooks are on: this is no sidecar to work with");
  const eventLoop = environment[TEST_HOOKS.eventLoop];
  if (eventLoop) recordEventLoop(eventLoop);
  return withCrashPoints(crashOf(environment[TEST_HOOKS.crashPoint]));
}

function crashOf(wish: string | undefined) {
  if (!wish) return () => {};
  const point = CRASH_POINTS.find((each) => wish.startsWith(`${each}:`));
  const nth = Number(point && wish.slice(point.length + 1));
  if (!point || !Number.isInteger(nth) || nth < 1)
    throw new Error(`${TEST_HOOKS.crashPoint} names no crash point and number: ${wish}`);
  return crashAt(point, nth);
}
