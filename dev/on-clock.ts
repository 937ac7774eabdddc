// Runs a command of dev/ with the clock in SUTURE_CLOCK, in separate environments that start empty:
//   SUTURE_CLOCK=+400d npm run demo -- --once
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { CLOCK, inSeconds, offsetOf, withClock } from "./environment/clock.ts";
import { prepareMoved } from "./environment/moved.ts";
import { MOVED_ROOT } from "./environment/place.ts";
import { heading, progress, reportFailure } from "./environment/progress.ts";

const text = process.env[CLOCK] ?? "";
delete process.env[CLOCK]; // this process keeps the real clock

try {
  offsetOf(text);
  heading("Preparing what the shifted clock needs");
  await prepareMoved(MOVED_ROOT);
  process.exitCode = await runOnClock(process.argv.slice(2));
} catch (error) {
  reportFailure(error);
}

function runOnClock(args: readonly string[]): Promise<number> {
  // The clock is converted to a number of seconds only once, so that all processes of the command have the same clock.
  process.env[CLOCK] = inSeconds(offsetOf(text));
  progress(`The clock is ${process.env[CLOCK]} seconds ahead from here on`);
  const child = spawn(process.execPath, args, { stdio: "inherit", env: withClock() });
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT")); // as in run.mjs
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]),
    );
  });
}
